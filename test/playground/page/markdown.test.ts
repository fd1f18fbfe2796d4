import { parseMarkdown } from '../../../playground/page/text/parse-markdown';

const text = (words: string) => [{ type: 'text', text: words }];

test('headings, lists, fences, quotes and rules', () => {
  expect(parseMarkdown('# Head\n\n- a\n- b\n\n1. c\n\n```sh\n*x*\n```\n> q\n\n---\nend')).toEqual([
    { type: 'heading', level: 1, children: text('Head') },
    { type: 'list', ordered: false, items: [text('a'), text('b')] },
    { type: 'list', ordered: true, items: [text('c')] },
    { type: 'fence', text: '*x*' },
    { type: 'quote', children: text('q') },
    { type: 'rule' },
    { type: 'paragraph', children: text('end') },
  ]);
});

test('links are live only for web addresses; HTML is text', () => {
  expect(parseMarkdown('[a](https://a.example) [b](javascript:alert(1)) <b>x</b>')).toEqual([
    {
      type: 'paragraph',
      children: [
        { type: 'link', url: 'https://a.example', children: text('a') },
        { type: 'text', text: ' ' },
        { type: 'text', text: '[b](javascript:alert(1)' },
        { type: 'text', text: ') <b>x</b>' },
      ],
    },
  ]);
});
