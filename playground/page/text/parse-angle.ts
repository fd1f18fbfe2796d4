import { decodeEntities, isLiveUrl, type TextNode } from './nodes';

const BROADCASTS = ['here', 'channel', 'everyone'];

function split(inside: string): [string, string | undefined] {
  const bar = inside.indexOf('|');
  return bar < 0 ? [inside, undefined] : [inside.slice(0, bar), inside.slice(bar + 1)];
}

function command(body: string, label: string | undefined): TextNode {
  if (BROADCASTS.includes(body)) return { type: 'broadcast', range: body };
  const [name, ...rest] = body.split('^');
  if (name === 'subteam') return { type: 'mention', kind: 'group', id: rest[0] ?? '', label };
  if (name === 'date') {
    const unix = Number(rest[0]);
    const fallback = label ?? rest[1] ?? '';
    if (Number.isFinite(unix) && rest[1]) return { type: 'date', unix, format: rest[1], fallback };
  }
  return { type: 'text', text: label ?? `<!${body}>` };
}

/**
 * What stands between `<` and `>`: a mention, a broadcast, a date or a link. `undefined` when Slack would show it as it is
 * (a link whose scheme is not a web, mail or telephone one).
 */
export function parseAngle(inside: string): TextNode | undefined {
  const [body, label] = split(inside);
  const shown = label === undefined ? undefined : decodeEntities(label);
  if (body.startsWith('@')) return { type: 'mention', kind: 'user', id: body.slice(1), label: shown };
  if (body.startsWith('#')) return { type: 'mention', kind: 'channel', id: body.slice(1), label: shown };
  if (body.startsWith('!')) return command(body.slice(1), shown);
  const url = decodeEntities(body);
  if (!isLiveUrl(url)) return undefined;
  return { type: 'link', url, children: [{ type: 'text', text: shown || url.replace(/^mailto:/i, '') }] };
}
