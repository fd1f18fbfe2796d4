import fc from 'fast-check';
import type { TextNode } from '../../../playground/page/text/nodes';
import { parseMrkdwn, parsePlain } from '../../../playground/page/text/parse-mrkdwn';

/** The nodes as a short picture: bold is `[bold …]`, text is itself. */
function picture(nodes: TextNode[]): string {
  return nodes
    .map((node) => {
      if (node.type === 'text') return node.text;
      if (node.type === 'break') return '⏎';
      if (node.type === 'link') return `[link ${node.url} ${picture(node.children)}]`;
      if (node.type === 'mention') return `[${node.kind} ${node.id}]`;
      if (node.type === 'broadcast') return `[loud ${node.range}]`;
      if (node.type === 'date') return `[date ${node.unix} ${node.format}]`;
      if (node.type === 'emoji') return `[emoji ${node.name}]`;
      return `[${node.type} ${picture(node.children)}]`;
    })
    .join('');
}

test.each([
  ['*bold* _italic_ ~strike~ `code`', '[bold bold] [italic italic] [strike strike] [code code]'],
  ['*bold with _italic_*', '[bold bold with [italic italic]]'],
  ['2*3*4 a_b_c ** * not *', '2*3*4 a_b_c ** * not *'],
  ['*open\nclose*', '*open⏎close*'],
  ['`*literal* _in_ code`', '[code *literal* _in_ code]'],
  ['```a\n *b*```after', '[pre a\n *b*]after'],
  ['> one\n&gt; two\nthree', '[quote one⏎two]three'],
  ['>>> one\ntwo', '[quote one⏎two]'],
  ['<https://a.example/x?a=1&amp;b=2|the label>', '[link https://a.example/x?a=1&b=2 the label]'],
  ['<mailto:a@b.example|a@b.example>', '[link mailto:a@b.example a@b.example]'],
  ['see https://a.example/x, or not', 'see [link https://a.example/x https://a.example/x], or not'],
  ['<@U1> <@U1|ana> <#C1|soc> <!subteam^S1|soc>', '[user U1] [user U1] [channel C1] [group S1]'],
  ['<!channel> <!here|here> <!everyone>', '[loud channel] [loud here] [loud everyone]'],
  ['`<!channel>`', '[code [loud channel]]'],
  ['<!date^1795000000^{date} at {time}|then>', '[date 1795000000 {date} at {time}]'],
  [':warning: 10:20:30 a:b:c', '[emoji warning] 10:20:30 a:b:c'],
  ['&lt;!channel&gt; &amp;lt;', '<!channel> &lt;'],
  ['<javascript:alert(1)|x> <data:text/html,x|y>', '<javascript:alert(1)|x> <data:text/html,x|y>'],
  ['<JaVaScRiPt:alert(1)>', '<JaVaScRiPt:alert(1)>'],
  ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
])('%s', (text, expected) => {
  expect(picture(parseMrkdwn(text))).toBe(expected);
});

test('verbatim leaves addresses as they are', () => {
  expect(picture(parseMrkdwn('see https://a.example', { verbatim: true }))).toBe('see https://a.example');
});

test('plain text is literal but for emoji', () => {
  expect(picture(parsePlain('*a* <@U1> &amp; :x:\nb'))).toBe('*a* <@U1> &amp; [emoji x]⏎b');
  expect(picture(parsePlain(':x:', false))).toBe(':x:');
});

const urls = (nodes: TextNode[]): string[] =>
  nodes.flatMap((node) => [...(node.type === 'link' ? [node.url] : []), ...('children' in node ? urls(node.children) : [])]);

test('whatever the text, only web, mail and telephone links are live, and no escaped bracket is', () => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '|',
    '*',
    '_',
    '`',
    '```',
    '\n',
    '&lt;',
    '&gt;',
    '!channel',
    '@U1',
    'javascript:',
    'https://a',
    'x',
    ' ',
    ':',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      for (const url of urls(parseMrkdwn(pieces.join('')))) expect(url).toMatch(/^(https?:\/\/|mailto:|tel:)/i);
      const escaped = pieces.join('').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
      expect(picture(parseMrkdwn(escaped, { verbatim: true }))).not.toMatch(/\[(loud|user|link)/);
    }),
    { numRuns: 2000 },
  );
});
