import fc from 'fast-check';
import { defang, drawWithin, durationInWords, mixesScripts } from '../../src/core/text';

describe('drawWithin', () => {
  test.each([
    ['a bidi override', 'invoice\u202Etxt.exe', 'invoice\\u{202E}txt.exe'],
    ['zero-width and byte order mark', 'a\u200Bb\uFEFFc', 'a\\u{200B}b\\u{FEFF}c'],
    ['C0, DEL and C1', 'a\u0007\u007F\u009Bb', 'a\\u{7}\\u{7F}\\u{9B}b'],
    ['a tag character', 'a\u{E0041}b', 'a\\u{E0041}b'],
    ['a lone surrogate', 'a\uD83Db', 'a\\u{D83D}b'],
    ['an interlinear mark', 'a\uFFF9b', 'a\\u{FFF9}b'],
    ['a Hangul filler', 'a\u3164b', 'a\\u{3164}b'],
    ['marks piled on one letter', 'e\u0301\u0301\u0301\u0301', 'e\u0301\u0301\u0301\\u{301}'],
    ['ordinary text of any script', 'Zoë, Привет, 漢字, 🔴', 'Zoë, Привет, 漢字, 🔴'],
  ])('shows %s', (_, text, shown) => {
    expect(drawWithin(text, 200)).toBe(shown);
  });

  test('says how many characters were cut, counted by code point', () => {
    expect(drawWithin('🔴'.repeat(100), 60)).toBe(`${'🔴'.repeat(21)}… (+79 characters)`);
  });

  test('cuts no escape in two', () => {
    const drawn = drawWithin('&'.repeat(100), 40, () => '&amp;');
    expect(drawn).toMatch(/^(&amp;)+… \(\+\d+ characters\)$/);
  });

  test('keeps within any limit and stays valid Unicode', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.integer({ min: 1, max: 120 }), (text, max) => {
        const drawn = drawWithin(text, max);
        expect(drawn.length).toBeLessThanOrEqual(max);
        expect(Buffer.from(drawn).toString()).toBe(drawn);
      }),
    );
  });

  test('says exactly how much of 100 kB it left out', () => {
    const drawn = drawWithin('x'.repeat(100_000), 1_000);
    const [, kept = '', left] = /^(x+)… \(\+(\d+) characters\)$/.exec(drawn) ?? [];
    expect(kept.length + Number(left)).toBe(100_000);
  });
});

describe('defang', () => {
  test.each([
    ['https://evil.example/a?b=c', 'hxxps://evil[.]example/a?b=c'],
    ['HTTP://EVIL.EXAMPLE', 'HxxP://EVIL[.]EXAMPLE'],
    ['http://payload.exe/', 'hxxp://payload[.]exe/'],
    ['ana@contoso.com wrote', 'ana[@]contoso[.]com wrote'],
    ['sent to 185.220.101.4:443', 'sent to 185[.]220[.]101[.]4:443'],
    ['from 2001:db8::1', 'from 2001[:]db8[:][:]1'],
    ['javascript:alert(1)', 'javascript[:]alert(1)'],
    ['powershell.exe started cmd.exe', 'powershell.exe started cmd.exe'],
    ['archive.zip', 'archive[.]zip'],
    ['at 10:30:22 on build 10.0.22631', 'at 10:30:22 on build 10.0.22631'],
    ['It ended. Nothing else, e.g. no restart.', 'It ended. Nothing else, e.g. no restart.'],
  ])('%s', (text, shown) => {
    expect(defang(text)).toBe(shown);
  });

  test('takes 100 kB of any one pattern without delay', () => {
    const patterns = ['a.', 'a', 'a-', '1.', 'f:', '@a', 'http://', ':a', ' '];
    for (const pattern of patterns) expect(defang(pattern.repeat(100_000 / pattern.length)).length).toBeGreaterThan(0);
  });
});

test('mixesScripts marks a look-alike in a word, not two languages in a sentence', () => {
  expect(mixesScripts('dс-01')).toBe(true);
  expect(mixesScripts('dc-01')).toBe(false);
  expect(mixesScripts('Привет world')).toBe(false);
});

test.each([
  [400, '0 s'],
  [61_000, '1 min'],
  [7_300_000, '2 h'],
  [3 * 86_400_000, '3 d'],
])('%d ms reads %s', (ms, words) => {
  expect(durationInWords(ms)).toBe(words);
});
