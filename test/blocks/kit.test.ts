import fc from 'fast-check';
import { channelLink, codeBlock, inlineCode, mention, nameCode, nameText, plain, untrusted } from '../../blocks/kit';

const anything = fc.string({ unit: 'binary', maxLength: 300 });

describe('untrusted', () => {
  test.each([
    ['a ping', 'hey <!channel> <@U123>', 'hey &lt;!channel&gt; &lt;＠U123&gt;'],
    ['a bare ping', '@here come', '＠here come'],
    ['a disguised link', '<https://evil|https://portal>', '&lt;hxxps://evil|hxxps://portal&gt;'],
    ['what is escaped already', '&lt;b&gt;', '&amp;lt;b&amp;gt;'],
    ['formatting', '*bold* _it_ ~no~ `code`', '∗bold∗ ＿it＿ ∼no∼ ˋcodeˋ'],
    ['a fence', '```rm -rf```', 'ˋˋˋrm -rfˋˋˋ'],
    ['an emoji that would read as a verdict', ':white_check_mark: clean', '∶white_check_mark: clean'],
    ['a quote', '> quoted\nlines', '› quoted lines'],
    ['nothing but spaces', ' \u00A0\n', '(empty)'],
  ])('%s', (_, text, shown) => {
    expect(untrusted(text, 200)).toBe(shown);
  });

  test('leaves names with underscores and times alone', () => {
    expect(untrusted('svc_backup at 10:30:22', 200)).toBe('svc_backup at 10:30:22');
  });
});

test('untrusted defangs before it escapes; a name keeps its dots', () => {
  expect(nameText('ws-1.contoso.com <http://evil>', 200)).toBe('ws-1.contoso.com &lt;http[:]//evil&gt;');
  expect(untrusted('see https://evil.example/?a=1&b=<2>', 200)).toBe('see hxxps://evil[.]example/?a=1&amp;b=&lt;2&gt;');
});

describe('inlineCode', () => {
  test.each([
    ['keeps what formats elsewhere', 'C:\\a_b*c~d', '`C:\\a_b*c~d`'],
    ['a tick closes nothing', 'a`b', '`aˋb`'],
    ['a line break does not end it', 'a\nb', '`a\\u{A}b`'],
    ['spaces at the ends are named', ' a b ', '`\\u{20}a b\\u{20}`'],
    ['other spaces are named', 'a\u00A0b', '`a\\u{A0}b`'],
    ['nothing is said', '', '`(empty)`'],
  ])('%s', (_, text, shown) => {
    expect(inlineCode(text)).toBe(shown);
  });

  test('is one closed span within its limit, whatever comes', () => {
    fc.assert(
      fc.property(anything, fc.integer({ min: 30, max: 120 }), (text, max) => {
        const code = inlineCode(text, max);
        expect(code.length).toBeLessThanOrEqual(max);
        expect(code).toMatch(/^`[^`\n<> ]([^`\n<>]*[^`\n<> ])?`$/);
      }),
    );
  });
});

describe('codeBlock', () => {
  test('keeps lines and tabs, and says what it cut', () => {
    expect(codeBlock('a\r\n\tb\nc\nd', 200, 3)).toBe('```\na\n    b\nc\n… (+1 lines)\n```');
  });

  test('is one closed block within its limit, whatever comes', () => {
    fc.assert(
      fc.property(anything, fc.integer({ min: 60, max: 300 }), (text, max) => {
        const block = codeBlock(text, max);
        expect(block.length).toBeLessThanOrEqual(max);
        expect(block).toMatch(/^```\n[^`<>]+\n```$/);
      }),
    );
  });
});

test('nameCode warns of a look-alike', () => {
  expect(nameCode('dс-01')).toBe('`dс-01` (mixes look-alike letters of two scripts)');
});

test('plain parses nothing and makes no emoji', () => {
  expect(plain('<!here> :skull:\u202E', 75)).toEqual({ type: 'plain_text', text: '‹!here› :skull:\\u{202E}', emoji: false });
});

test('only what is an id becomes a mention or a channel link', () => {
  expect(mention('U0LEAD')).toBe('<@U0LEAD>');
  expect(mention('U1> <!channel')).toBe('`U1&gt; &lt;!channel`');
  expect(channelLink('C0OPS')).toBe('<#C0OPS>');
  expect(channelLink('C0|<x')).toBe('`C0|&lt;x`');
});
