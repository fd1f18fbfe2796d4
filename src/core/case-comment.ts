import type { CasePerson } from './case-record';

/** Defender's portal takes 1,000 characters of comment. */
const MAX = 1_000;

const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** `ana (U0ANALYST)`: Defender shows the app as author, so the person stands in the text. */
export function personText({ user, name }: CasePerson): string {
  const plain = oneLine((name ?? '').replace(/[():,]/g, ' ')).slice(0, 60);
  return plain && user ? `${plain} (${user})` : plain || user || 'somebody';
}

/** A comment of ours, at most 1,000 characters. The id comes first: by it the comment is found again, and text after it cannot take its place. */
export function caseComment(id: string, what: string, text?: string): string {
  const comment = [...`tocsin:${id} ${oneLine(what)}${text ? `: ${oneLine(text)}` : ''}`];
  return comment.length <= MAX ? comment.join('') : `${comment.slice(0, MAX - 3).join('')}...`;
}

/** The id of the act that a comment of ours belongs to; undefined for a comment of anybody else. */
export const actIn = (comment: string): string | undefined => /^tocsin:([a-z0-9]+) /.exec(comment)?.[1];
