import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import { TocsinError } from '../../core/errors';

/** Slack will say the same again until somebody changes something: the channel, the app's membership, or what we send. */
const FINAL: ReadonlySet<string> = new Set([
  'channel_not_found',
  'is_archived',
  'not_in_channel',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_attachments',
  'msg_too_long',
  'msg_blocks_too_long',
  'no_text',
  'too_many_attachments',
  'metadata_too_large',
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
  'thread_not_found',
  'missing_scope',
  'invalid_arguments',
  'user_not_in_channel',
  'messages_tab_disabled',
]);

const AUTH: ReadonlySet<string> = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'org_login_required',
  'ekm_access_denied',
  'no_permission',
]);

/** What an operator does about it. */
const REMEDY: Partial<Record<string, string>> = {
  channel_not_found: 'Check the channel id in tocsin.yml, and invite the bot if the channel is private.',
  is_archived: 'The channel is archived: unarchive it, or name another one in tocsin.yml.',
  not_in_channel: 'Invite the bot to the channel: /invite @Tocsin.',
  missing_scope: 'Install the app again from manifest.yml: it lacks a scope.',
};

const RETRY_DEFAULT_MS = 10_000;

const sentence = (code: string): string => `Slack refused: ${code}. ${REMEDY[code] ?? 'The alert is kept and will be tried again.'}`;

/**
 * An error of the Web API client as ours. `sends` is true for calls that must not be repeated blindly: there a lost answer is
 * `slack_outcome_unknown` (Slack may have accepted it before it failed). Classes: @slack/web-api 8.
 */
export function slackError(thrown: unknown, method: string, sends: boolean): TocsinError {
  if (thrown instanceof TocsinError) return thrown;
  if (thrown instanceof WebAPIPlatformError) {
    const { data } = thrown;
    const error = data.error;
    const detail = data.response_metadata?.messages?.join('; ');
    const facts = { message: `${method}: ${error}${detail ? ` (${detail})` : ''}`, serviceCode: error, person: sentence(error) };
    if (error === 'ratelimited' || error === 'rate_limited') {
      return new TocsinError({ ...facts, code: 'slack_throttled', retry: 'later', retryAfterMs: RETRY_DEFAULT_MS });
    }
    if (AUTH.has(error)) return new TocsinError({ ...facts, code: 'slack_auth', retry: 'later', retryAfterMs: 60_000 });
    if (FINAL.has(error)) return new TocsinError({ ...facts, code: 'slack_final', retry: 'never' });
    return new TocsinError({ ...facts, code: 'slack_unavailable', retry: 'later' });
  }
  if (thrown instanceof WebAPIRateLimitedError) {
    const { retryAfter } = thrown;
    return new TocsinError({
      code: 'slack_throttled',
      retry: 'later',
      retryAfterMs: retryAfter * 1_000,
      message: `${method}: rate limited for ${retryAfter} s`,
      person: 'Slack is limiting Tocsin for a moment; it goes on by itself.',
    });
  }
  // A 429 without Retry-After is a plain error of the client; it was not accepted (node-slack-sdk #1421).
  const status = thrown instanceof WebAPIHTTPError ? thrown.statusCode : undefined;
  const message = `${method}: ${thrown instanceof Error ? thrown.message.slice(0, 200) : 'unknown error'}`;
  const limited = status === 429 || /retry header|rate.?limit/i.test(message);
  const person = 'Slack did not answer; Tocsin goes on by itself when it does.';
  if (limited) return new TocsinError({ code: 'slack_throttled', retry: 'later', retryAfterMs: RETRY_DEFAULT_MS, message, person });
  const refusedAtOnce = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN/.test(causes(thrown));
  if (!sends || refusedAtOnce) return new TocsinError({ code: 'slack_unavailable', retry: 'later', message, person, httpStatus: status });
  return new TocsinError({ code: 'slack_outcome_unknown', retry: 'reconcile', message, person, httpStatus: status });
}

/** Codes and messages of an error and what caused it. */
function causes(thrown: unknown): string {
  const seen: string[] = [];
  for (let error = thrown as (Error & { code?: string; original?: unknown }) | undefined; error && seen.length < 8; ) {
    seen.push(`${error.code ?? ''} ${error.message ?? ''}`);
    error = (error.original ?? error.cause) as typeof error;
  }
  return seen.join(' ');
}
