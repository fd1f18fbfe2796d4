import { textsOf } from './read-aloud';

/** What we ourselves put in angle brackets: dates, and people and channels of our own configuration. */
const OURS = /<!date\^\d+\^[{}a-z_ ]+\|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC>|<@[UW]0[A-Z]+>|<#C0[A-Z]+>/g;
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/** What is wrong with one text: see `liveFaults`. */
export function faultsOf(place: string, text: string, type: string): string[] {
  const faults: string[] = [];
  if (Buffer.from(text).toString() !== text) faults.push(`${place}: lone surrogate`);
  const visible = text.replaceAll('\n', '').replaceAll('⚠️', '');
  if (HIDDEN.test(visible)) faults.push(`${place}: hidden character`);
  if (type === 'plain_text') return /[<>\n]/.test(text) ? [...faults, `${place}: angle bracket or line break`] : faults;
  const without = text.replace(OURS, 'TOKEN');
  if (/[<>]/.test(without)) faults.push(`${place}: live angle bracket in ${without.slice(0, 200)}`);
  if (/&(?!(amp|lt|gt);)/.test(without)) faults.push(`${place}: bare ampersand`);
  const prose = without.replace(/```\n[^`]+\n```/g, 'BLOCK').replace(/`[^`\n]+`/g, 'CODE');
  if (prose.includes('`')) faults.push(`${place}: a tick left over in ${prose.slice(0, 200)}`);
  // Hostile samples carry the word EVIL, so that their formatting is told from ours.
  if (/[*_~`]EVIL|EVIL[*_~`]|:EVIL:|@EVIL|^&gt;|https?:/im.test(prose))
    faults.push(`${place}: formatting from outside in ${prose.slice(0, 200)}`);
  return faults;
}

/** Every place of a message or view where text from outside would do something. */
export function liveFaults(message: { text?: string; blocks: readonly unknown[] }): string[] {
  const texts = textsOf(message.blocks).map(({ place, text, type }) => faultsOf(place, text, type));
  return [...texts.flat(), ...(message.text === undefined ? [] : faultsOf('text', message.text, 'mrkdwn'))];
}

export const HOSTILE = [
  '<!channel>',
  '<!here|EVIL>',
  '<@U1EVIL>',
  '<!subteam^S1|EVIL>',
  '<!date^1^{date}^https://evil.example|EVIL>',
  '<https://evil.example|https://security.microsoft.com>',
  '*EVIL*',
  '_EVIL_',
  '~EVIL~',
  '`EVIL`',
  '```EVIL```',
  '``` \n*EVIL*',
  '` *EVIL*',
  ' EVIL` <!channel>',
  ':EVIL:',
  '> EVIL',
  'x\n> EVIL\n>>> EVIL',
  '@EVIL @here',
  '&lt;!channel&gt; & &amp;',
  'https://evil.example/EVIL',
  'invoice\u202Egnp.exe',
  'a\u200Bb\u2066c\uFEFF\u{E0041}\u00AD\u3164',
  'lone \uD83D and \uDC00',
  '\u0000\u0001\u001B[31m\u007F\u0085',
  'e\u0301\u0301\u0301\u0301\u0301\u0301',
  '<'.repeat(3_100),
  '&'.repeat(3_100),
  '`'.repeat(3_100),
  '\u202E'.repeat(3_100),
  '\n'.repeat(3_100),
  ' '.repeat(3_100),
  '👩‍💻'.repeat(700),
  'x'.repeat(3_100),
  '',
] as const;

/** Words that are ours even in data: union types, and ids from our own configuration. */
const KEPT = new Set(
  'what verb winner field state severity vendorSeverity status platform action detection prompt isolationType askedBy kind code needs sent ask backend neededFor use'.split(
    ' ',
  ),
);

/** The same data with every text from outside replaced by `next()`. */
export function infect<T>(data: T, next: () => string, key = ''): T {
  if (typeof data === 'string') return (KEPT.has(key) ? data : next()) as T;
  if (Array.isArray(data)) return (key === 'types' || KEPT.has(key) ? data : data.map((item) => infect(item, next))) as T;
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, infect(value, next, name)])) as T;
}
