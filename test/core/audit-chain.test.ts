import fc from 'fast-check';
import { type ChainEntry, sealEntry, verifyChain } from '../../src/core/audit-chain';

const KEY = Buffer.alloc(32, 7);

function chain(bodies: string[]): ChainEntry[] {
  let mac = '';
  return bodies.map((body, index) => {
    mac = sealEntry(KEY, index + 1, mac, body);
    return { sequence: index + 1, mac, body };
  });
}

const five = chain(['a', 'b', 'c', 'd', 'e']);
const head = { sequence: 5, mac: five[4]?.mac ?? '' };
const faults = (entries: ChainEntry[], anchor = head) => verifyChain(KEY, entries, { anchor }).faults;
const replaced = (index: number, change: Partial<ChainEntry>) => five.map((entry, at) => (at === index ? { ...entry, ...change } : entry));

test('an untouched chain has no fault', () => {
  expect(verifyChain(KEY, five, { anchor: head })).toEqual({ entries: 5, last: 5, faults: [] });
  expect(verifyChain(KEY, [])).toEqual({ entries: 0, last: 0, faults: [] });
});

test.each([
  ['a changed text', replaced(2, { body: 'C' }), [{ kind: 'changed', sequence: 3 }]],
  ['a changed seal', replaced(2, { mac: 'f'.repeat(64) }), [{ kind: 'changed', sequence: 3 }]],
  [
    'two texts exchanged',
    replaced(1, { body: 'c' }).map((e, i) => (i === 2 ? { ...e, body: 'b' } : e)),
    [2, 3].map((sequence) => ({ kind: 'changed', sequence })),
  ],
  ['a changed end', replaced(4, { body: 'E' }), [{ kind: 'changed', sequence: 5 }]],
  ['removed in the middle', [five[0], five[3], five[4]], [{ kind: 'removed', from: 2, to: 3 }]],
  ['cut at the front', five.slice(2), [{ kind: 'cut_front', to: 2 }]],
  ['cut at the tail', five.slice(0, 3), [{ kind: 'cut_tail', last: 3, anchor: 5 }]],
  ['emptied', [], [{ kind: 'cut_tail', last: 0, anchor: 5 }]],
  ['an entry twice', [...five.slice(0, 2), five[1], ...five.slice(2)], [{ kind: 'out_of_order', sequence: 2 }]],
] as [string, ChainEntry[], unknown[]][])('%s is reported', (_, entries, expected) => {
  expect(faults(entries)).toEqual(expected);
});

test('removed and renumbered to hide it: the seals tell', () => {
  const renumbered = [five[0], five[2], five[3], five[4]].map((entry, index) => ({ ...entry, sequence: index + 1 })) as ChainEntry[];
  expect(faults(renumbered).map(({ kind }) => kind)).toEqual(expect.arrayContaining(['changed', 'cut_tail']));
});

test('a chain written anew with the key stolen is not the one in the second copy', () => {
  expect(faults(chain(['a', 'b', 'x', 'd', 'e']))).toEqual([{ kind: 'other_than_copy', sequence: 5 }]);
});

test('a tail cut off goes unseen without an anchor, which is why there is a second copy', () => {
  expect(verifyChain(KEY, five.slice(0, 3)).faults).toEqual([]);
});

test('another key opens nothing', () => {
  expect(verifyChain(Buffer.alloc(32, 8), five).faults).toHaveLength(5);
});

test('no text can be moved between the fields of a seal', () => {
  expect(sealEntry(KEY, 1, '1', '')).not.toBe(sealEntry(KEY, 11, '', ''));
  expect(sealEntry(KEY, 1, 'ab', 'c')).not.toBe(sealEntry(KEY, 1, 'a', 'bc'));
  expect(sealEntry(KEY, 1, '', 'é')).not.toBe(sealEntry(KEY, 1, '', 'e'));
});

test('any single change of any entry is reported, and nothing else is', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 12 }), fc.nat(), fc.string(), (bodies, pick, text) => {
      const entries = chain(bodies);
      const index = pick % entries.length;
      const touched = entries.map((entry, at) => (at === index ? { ...entry, body: text } : entry));
      expect(verifyChain(KEY, touched).faults).toEqual(bodies[index] === text ? [] : [{ kind: 'changed', sequence: index + 1 }]);
    }),
  );
});
