import fc from 'fast-check';
import { comparableInstant, compareInstants } from '../../src/core/instant';

const digits = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 7 }).map((all) => all.join(''));
const instant = (fraction: string) => `2026-11-24T06:00:00${fraction === '' ? '' : `.${fraction}`}Z`;

it.each([
  ['2026-11-24T06:00:00Z', '2026-11-24T06:00:00.0000001Z'],
  ['2026-11-24T06:00:00.1234561Z', '2026-11-24T06:00:00.1234567Z'],
  ['2026-11-24T06:00:00.12Z', '2026-11-24T06:00:00.1200001Z'],
  ['2026-11-24T06:00:00.9999999Z', '2026-11-24T06:00:01Z'],
  ['2026-12-31T23:59:59.9Z', '2027-01-01T00:00:00Z'],
  ['not a time', '0001-01-01T00:00:00Z'],
])('%s is before %s', (earlier, later) => {
  expect(compareInstants(earlier, later)).toBeLessThan(0);
  expect(compareInstants(later, earlier)).toBeGreaterThan(0);
});

it('takes no notice of zeros that were cut from the end', () => {
  expect(compareInstants('2026-11-24T06:00:00.5Z', '2026-11-24T06:00:00.5000000Z')).toBe(0);
  expect(compareInstants('2026-11-24T06:00:00Z', '2026-11-24T06:00:00+00:00')).toBe(0);
});

it('orders any fractions as numbers do, also where Date would round them together', () => {
  fc.assert(
    fc.property(digits, digits, (a, b) => {
      const difference = Number(a.padEnd(7, '0')) - Number(b.padEnd(7, '0'));
      expect(Math.sign(compareInstants(instant(a), instant(b)))).toBe(Math.sign(difference));
      expect(comparableInstant(instant(a))).toHaveLength(30);
    }),
  );
});
