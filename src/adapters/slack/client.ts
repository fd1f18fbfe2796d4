import { type Logger, LogLevel, WebClient, type WebClientOptions } from '@slack/web-api';
import type { Log } from '../../ports/log';

/** Slack's SDK logs bodies at debug; only its own words at warn and above come through, without objects. */
export function quietLogger(log: Log): Logger {
  const words = (parts: unknown[]) =>
    parts
      .filter((part) => typeof part === 'string')
      .join(' ')
      .slice(0, 300);
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...parts) => log.warn({ sdk: 'slack' }, words(parts)),
    error: (...parts) =>
      log.error({ sdk: 'slack', errors: parts.filter((part) => part instanceof Error).map((part) => part.constructor.name) }, words(parts)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}

/** Of one Web API call; deliver-message.ts counts on a send being over by then. */
export const CALL_TIMEOUT_MS = 10_000;

/**
 * Options of every Web API client of ours. The client's own retries would post a message again after a lost answer
 * (slack.md a6), so there are none; what to do about a failure is the flows' decision. Never set `headers` here: the client
 * writes its token into that object.
 */
export const clientOptions = (slackApiUrl: string): WebClientOptions => ({
  slackApiUrl,
  timeout: CALL_TIMEOUT_MS,
  rejectRateLimitedCalls: true,
  retryConfig: { retries: 0 },
});

export const createSlackClient = (token: string, slackApiUrl: string, log: Log): WebClient =>
  new WebClient(token, { ...clientOptions(slackApiUrl), logger: quietLogger(log) });
