import fc from 'fast-check';
import { kqlDeviceId, kqlInstant, kqlString } from '../../../src/core/hunting/kql-string';
import { faultsIn, literalsIn } from './kusto';

test('the parser itself is awake: it finds a wrong column and a wrong table', () => {
  expect(faultsIn('DeviceNetworkEvents | where RemoteIq == "1"')).toHaveLength(1);
  expect(faultsIn('Devices | take 1')).toHaveLength(1);
  expect(faultsIn('DeviceNetworkEvents | where RemoteIP == "1')).not.toEqual([]);
});

test.each([
  '" or 1==1 //',
  "' or '1'=='1",
  '\\',
  '\\"',
  'a\nb',
  'a\r\n| take 1',
  '| project x',
  '`',
  '@"x',
  'h"x',
  '```x```',
  '"; .drop table x',
  '{{x}}',
  '😀 é',
])('%j stays one literal with that value', (text) => {
  const query = `DeviceNetworkEvents | where RemoteUrl == ${kqlString(text)} | take 1`;
  expect(faultsIn(query)).toEqual([]);
  expect(literalsIn(query)).toEqual([text]);
});

test('any text without control characters is read back as it was', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.constantFrom('"', "'", '\\', '\n', '\t', '//', '|', '@"', '```', ';'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const text = pieces.join('').replace(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, (c) => ('\t\r\n'.includes(c) ? c : ''));
      expect(literalsIn(`print ${kqlString(text)}`)).toEqual([text]);
    }),
  );
});

test.each(['\u0000', 'a\u0007', '\u001b[31m', '\u0085', '\u2028', '\ud800'])('%j is refused', (text) => {
  expect(() => kqlString(text)).toThrow(RangeError);
});

test('a device id is 40 hex digits and nothing else', () => {
  expect(kqlDeviceId('A'.repeat(40))).toBe(`"${'a'.repeat(40)}"`);
  for (const id of ['', 'a'.repeat(39), 'a'.repeat(41), `${'a'.repeat(39)}g`, `${'a'.repeat(40)}\n`, '../machines']) {
    expect(() => kqlDeviceId(id)).toThrow(RangeError);
  }
});

test('an instant keeps its digits, and nothing else passes', () => {
  expect(kqlInstant('2026-11-24T06:00:00.1234567Z')).toBe('datetime(2026-11-24T06:00:00.1234567Z)');
  for (const text of ['now()', '2026-11-24', '2026-13-24T06:00:00Z', '2026-11-24T06:00:00Z) or (true', '']) {
    expect(() => kqlInstant(text)).toThrow(RangeError);
  }
});
