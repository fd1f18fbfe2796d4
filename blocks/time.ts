import { comparableInstant } from '../src/core/instant';
import { inlineCode } from './kit';

/** Milliseconds of one of Defender's UTC strings; undefined for what is no instant after 1970 (Defender's "never" is year 0001). */
function millis(utc: string): number | undefined {
  const ms = Date.parse(`${comparableInstant(utc).slice(0, 19)}Z`);
  return ms > 0 ? ms : undefined;
}

/** `2026-11-24 14:02:11 UTC`, where Slack cannot convert: plain text, and what clients show that do not know dates. */
export function utcText(utc: string): string {
  const ms = millis(utc);
  return ms === undefined ? 'unknown time' : `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

function date(utc: string, format: string): string {
  const ms = millis(utc);
  return ms === undefined ? inlineCode(utc, 40) : `<!date^${Math.floor(ms / 1_000)}^${format}|${utcText(utc)}>`;
}

/** A time in the reader's own zone: "today at 2:02 PM". */
export function when(utc: string): string {
  return date(utc, '{date_short_pretty} at {time}');
}

/** How long ago, kept right by Slack as time goes by: "2 hours ago". */
export function ago(utc: string): string {
  return date(utc, '{ago}');
}
