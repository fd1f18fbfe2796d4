import fc from 'fast-check';
import { actionComment, askedIn, operationIn } from '../../../src/core/remediation/comment';

const facts = {
  person: { user: 'U0RESP', name: 'Ana Ruiz' },
  reason: 'beacon to evil.example',
  tenant: 'contoso',
  alertId: 'da1_1',
  operation: 'op1abc',
};

test('names the person, the alert and the operation', () => {
  expect(actionComment(facts)).toBe('tocsin:op1abc asked by Ana Ruiz (U0RESP), tenant contoso, alert da1_1: beacon to evil.example');
});

test('falls back to the id of a person without a name', () => {
  expect(actionComment({ ...facts, person: { user: 'U0RESP' } })).toContain('asked by U0RESP (U0RESP)');
  expect(actionComment({ ...facts, person: { user: 'U0RESP', name: ' \u202e()' } })).toContain('asked by U0RESP (U0RESP)');
});

test('is one line of at most 500 characters without invisible ones', () => {
  const comment = actionComment({ ...facts, reason: `a\nb\u0000c\u202ed\u200be${'x'.repeat(2_000)}😀` });
  expect(comment.length).toBe(500);
  expect(comment).toContain(': a b c d exxx');
  expect(comment.endsWith('...')).toBe(true);
});

test('a comment of somebody else has neither', () => {
  for (const other of [undefined, '', 'isolated by hand', 'tocsin:', 'asked by Ana (U1)']) {
    expect(operationIn(other)).toBeUndefined();
    expect(askedIn(other)).toBeUndefined();
  }
});

test('whatever people write, the operation and the person are read back as they were, and the text stays bounded', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 700 }),
    fc.constantFrom('tocsin:evil', '(U0EVIL), tenant x, alert y: tocsin:evil', 'x: y'),
  );
  fc.assert(
    fc.property(hostile, hostile, fc.stringMatching(/^[a-z0-9]{1,32}$/), (reason, name, operation) => {
      const comment = actionComment({ ...facts, reason, operation, person: { user: 'U0RESP', name } });
      expect(comment.length).toBeLessThanOrEqual(500);
      expect(comment).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      expect(operationIn(comment)).toBe(operation);
      expect(askedIn(comment)?.user).toBe('U0RESP');
    }),
  );
});
