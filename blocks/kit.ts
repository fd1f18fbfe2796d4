import type { MrkdwnElement, PlainTextElement } from '@slack/types';
import { codePointName, defang, drawWithin, headOf, mixesScripts } from '../src/core/text';

/**
 * The one place where text from outside is made safe to show. Slack decodes only `&amp; &lt; &gt;` and has no escape for
 * `* _ ~` and the backtick, so formatting is taken apart with look-alikes in prose, and what must be exact stands in code.
 */
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
/** U+02CB looks like a backtick and closes nothing. */
const NOT_A_BACKTICK = 'ˋ';
const LOOK_ALIKES: Record<string, string> = { '*': '∗', _: '＿', '~': '∼' };
const EMPTY = '(empty)';

const IN_CODE: Record<string, string> = { ...ENTITIES, '`': NOT_A_BACKTICK };
const IN_BLOCK: Record<string, string> = { ...IN_CODE, '\n': '\n', '\t': '    ' };
const PLAIN: Record<string, string> = { '<': '‹', '>': '›' };

/** What formats, pings or becomes an emoji is replaced by what looks like it; one paragraph, as a line could begin a quote. */
function disarmed(text: string): string {
  return text
    .replace(/[\t\n\v\f\r\p{Zs}]+/gu, ' ')
    .trim()
    .replaceAll('`', NOT_A_BACKTICK)
    .replace(/(?<![A-Za-z0-9])[*_~]|[*_~](?![A-Za-z0-9])/g, (char) => LOOK_ALIKES[char] ?? char)
    .replace(/(?<![A-Za-z0-9])@(?=\S)/g, '＠')
    .replace(/(?<![0-9]):(?=[\w+'-]+:)/g, '∶')
    .replace(/^>/, '›');
}

/**
 * Text from outside in a line of mrkdwn, at most `max` long with its marks: nothing pings, links or formats, and URLs, hosts, addresses
 * and e-mail are defanged.
 */
export function untrusted(text: string, max: number): string {
  const { head, beyond } = headOf(text, max);
  return drawWithin(disarmed(defang(head)), max, (char) => ENTITIES[char], beyond) || EMPTY;
}

/** Like `untrusted`, for names where code cannot stand (notifications, sentences): `ws-1.contoso.com` keeps its dots. */
export function nameText(text: string, max: number): string {
  const { head, beyond } = headOf(text, max);
  return drawWithin(disarmed(head.replaceAll('://', '[:]//')), max, (char) => ENTITIES[char], beyond) || EMPTY;
}

const OTHER_SPACES = /(?! )\p{Zs}/gu;

function named(spaces: string): string {
  return [...spaces].map(codePointName).join('');
}

/**
 * Names, paths, ids, hashes: exact, in a code span. `max` includes the ticks. Spaces at the ends are named, as Slack opens no code span
 * before a space.
 */
export function inlineCode(text: string, max = 200): string {
  const { head, beyond } = headOf(text, max);
  const core = head.trim();
  const start = core ? head.length - head.trimStart().length : head.length;
  const shown = named(head.slice(0, start)) + core.replace(OTHER_SPACES, codePointName) + named(head.slice(start + core.length));
  return `\`${drawWithin(shown, max - 2, (char) => IN_CODE[char], beyond) || EMPTY}\``;
}

/** Like `inlineCode`, with a warning where letters of two scripts are mixed to look like one. */
export function nameCode(text: string, max = 200): string {
  return inlineCode(text, max) + (mixesScripts(headOf(text, max).head) ? ' (mixes look-alike letters of two scripts)' : '');
}

/** Command lines and the like in a code block: line breaks stay, at most `maxLines`. `max` includes the fences. */
export function codeBlock(text: string, max: number, maxLines = 12): string {
  const { head, beyond } = headOf(text, max);
  const lines = head.replace(/\r\n?/g, '\n').split('\n');
  const more = lines.length > maxLines ? `\n… (+${lines.length - maxLines} lines)` : '';
  const body = lines.slice(0, maxLines).join('\n').replace(OTHER_SPACES, codePointName);
  const drawn = drawWithin(body, max - 8 - more.length, (char) => IN_BLOCK[char], beyond);
  return `\`\`\`\n${drawn.trim() === '' ? EMPTY : drawn}${more}\n\`\`\``;
}

/** `text` must be ours or have gone through the functions above; Slack then links nothing by itself. */
export function mrkdwn(text: string): MrkdwnElement {
  return { type: 'mrkdwn', text, verbatim: true };
}

/**
 * Text from outside where Slack parses nothing. `:smile:` stays text; angle brackets become look-alikes, so that nobody downstream
 * can take them for a mention.
 */
export function plain(text: string, max: number): PlainTextElement {
  const { head, beyond } = headOf(text, max);
  const oneLine = head.replace(/[\t\n\v\f\r\p{Zs}]+/gu, ' ').trim();
  return { type: 'plain_text', text: drawWithin(oneLine, max, (char) => PLAIN[char], beyond) || EMPTY, emoji: false };
}

const SLACK_USER = /^[UW][A-Z0-9]{1,20}$/;

/** A Slack user id of ours (configuration, or who Slack said clicked) as a mention; anything else as a name in code. */
export function mention(user: string): string {
  return SLACK_USER.test(user) ? `<@${user}>` : inlineCode(user, 80);
}

/** A Slack channel id of our own configuration as a link; anything else as code. */
export function channelLink(channel: string): string {
  return /^[CG][A-Z0-9]{1,20}$/.test(channel) ? `<#${channel}>` : inlineCode(channel, 40);
}
