import { protectedBy } from '../../../src/core/remediation/protected';

const device = (name: string, ...tags: string[]) => ({ name, tags });

test.each([
  ['dc-*', device('dc-01'), true],
  ['dc-*', device('DC-01.contoso.example'), true],
  ['DC-*', device('dc-01.'), true],
  ['dc-*', device('web-dc-01'), false],
  ['dc-*', device('dcx01'), false],
  ['dc-??', device('dc-01.contoso.example'), true],
  ['dc-??', device('dc-001.contoso.example'), false],
  ['*.prod.contoso.example', device('web1.prod.contoso.example'), true],
  ['web1', device('web1.prod.contoso.example'), true],
  ['web1.', device('web12'), false],
  ['we(b)+', device('web'), false],
  ['a.c', device('abc'), false],
  ['[dc]*', device('dc-01'), false],
  ['*', device('anything'), true],
  ['', device('dc-01'), false],
  [' dc-01 ', device('dc-01'), true],
  ['tag:crown-jewel', device('x', 'Crown-Jewel'), true],
  ['TAG:crown*', device('x', 'a', 'crown-jewel'), true],
  ['tag:crown-jewel', device('x', 'crown'), false],
  ['tag:crown-jewel', device('crown-jewel'), false],
  ['crown-jewel', device('x', 'crown-jewel'), false],
])('%p over %j: %p', (pattern, machine, expected) => {
  expect(protectedBy([pattern], machine)).toBe(expected ? pattern : undefined);
});

test('the first pattern that fits is named, no pattern protects nothing', () => {
  expect(protectedBy(['web*', 'dc-*', '*'], device('dc-01'))).toBe('dc-*');
  expect(protectedBy([], device('dc-01', 'tag'))).toBeUndefined();
});
