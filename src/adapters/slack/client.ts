import { WebClient, type WebClientOptions } from '@slack/web-api';

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

export const createSlackClient = (token: string, slackApiUrl: string): WebClient => new WebClient(token, clientOptions(slackApiUrl));
