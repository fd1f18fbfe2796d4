import { decodeEntities, type TextNode } from './nodes';
import { parseAngle } from './parse-angle';

export interface InlineOptions {
  /** Slack's `verbatim`: bare addresses stay text. */
  verbatim?: boolean;
}

const STYLES = { '*': 'bold', _: 'italic', '~': 'strike' } as const;
type Mark = keyof typeof STYLES;
const isMark = (char: string): char is Mark => char in STYLES;
const isWord = (char: string | undefined) => char !== undefined && /[\p{L}\p{N}_]/u.test(char);
const isSpace = (char: string | undefined) => char === undefined || /\s/.test(char);

/** Where the style opened at `open` ends, or -1; code and angle brackets on the way are stepped over. */
function closing(line: string, mark: Mark, open: number): number {
  for (let at = open + 1; at < line.length; at++) {
    const char = line[at];
    if (char === '`' || char === '<') {
      const end = line.indexOf(char === '`' ? '`' : '>', at + 1);
      if (end > 0) at = end;
    } else if (char === mark && at > open + 1 && !isSpace(line[at - 1]) && !isWord(line[at + 1]) && line[at + 1] !== mark) return at;
  }
  return -1;
}

/** Inside code only angle brackets are still live: what would ping or link is shown doing so, never hidden. */
export function parseCode(text: string): TextNode[] {
  const nodes: TextNode[] = [];
  let rest = 0;
  for (const match of text.matchAll(/<([^<>\n]+)>/g)) {
    const node = parseAngle(match[1] ?? '');
    if (!node) continue;
    if (match.index > rest) nodes.push({ type: 'text', text: decodeEntities(text.slice(rest, match.index)) });
    nodes.push(node);
    rest = match.index + match[0].length;
  }
  if (rest < text.length) nodes.push({ type: 'text', text: decodeEntities(text.slice(rest)) });
  return nodes;
}

/** One line (no newline) of mrkdwn. */
export function parseInline(line: string, options: InlineOptions = {}): TextNode[] {
  const nodes: TextNode[] = [];
  const unclosed = new Set<Mark>();
  let plain = 0;
  let at = 0;
  const flush = () => {
    if (at > plain) nodes.push({ type: 'text', text: decodeEntities(line.slice(plain, at)) });
  };
  const take = (node: TextNode, end: number) => {
    flush();
    nodes.push(node);
    at = end;
    plain = end;
  };
  while (at < line.length) {
    const char = line[at] as string;
    const before = line[at - 1];
    if (char === '`') {
      const end = line.indexOf('`', at + 1);
      if (end > at + 1) {
        take({ type: 'code', children: parseCode(line.slice(at + 1, end)) }, end + 1);
        continue;
      }
    } else if (char === '<') {
      const match = /^<([^<>]+)>/.exec(line.slice(at));
      const node = match && parseAngle(match[1] ?? '');
      if (match && node) {
        take(node, at + match[0].length);
        continue;
      }
    } else if (isMark(char) && !unclosed.has(char) && !isWord(before) && !isSpace(line[at + 1]) && line[at + 1] !== char) {
      const end = closing(line, char, at);
      if (end > 0) {
        take({ type: STYLES[char], children: parseInline(line.slice(at + 1, end), options) }, end + 1);
        continue;
      }
      unclosed.add(char);
    } else if (char === ':') {
      const match = /^:([a-z0-9_+'-]+):/.exec(line.slice(at, at + 60));
      if (match && !isWord(before)) {
        take({ type: 'emoji', name: match[1] ?? '' }, at + match[0].length);
        continue;
      }
    } else if (char === 'h' && !options.verbatim && !isWord(before)) {
      const match = /^https?:\/\/[^\s<>|`]*[^\s<>|`.,;:!?)'"*_~]/.exec(line.slice(at));
      if (match) {
        const url = decodeEntities(match[0]);
        take({ type: 'link', url, children: [{ type: 'text', text: url }] }, at + match[0].length);
        continue;
      }
    }
    at++;
  }
  flush();
  return nodes;
}
