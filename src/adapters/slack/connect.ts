import type { IncomingMessage, ServerResponse } from 'node:http';
import type { App } from '@slack/bolt';
import type { Budget } from '../../ports/budget';
import type { Chat } from '../../ports/chat';
import type { Log } from '../../ports/log';
import { createHttpBolt, createSocketBolt, identify } from './bolt';
import { createChat } from './chat';
import { createSlackClient } from './client';
import { createHttpFront } from './http-front';
import { slackError } from './slack-error';

export type SlackMode = { mode: 'socket'; appToken: string } | { mode: 'http'; signingSecrets: readonly string[] };

export interface SlackOptions {
  botToken: string;
  apiUrl: string;
  mode: SlackMode;
  budget: Budget;
  firstTime(id: string, ttlMs: number): Promise<boolean>;
  now(): number;
  log: Log;
}

export interface Slack {
  app: App;
  chat: Chat;
  /** Our own workspace. */
  team: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  connected(): boolean;
  /** Present in HTTP mode: what `/slack/events` runs. */
  slackEvents?: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

/**
 * Slack as the bot uses it, in either mode. Asks Slack who the token belongs to first; throws `slack_auth` for a token that Slack
 * does not know, `slack_unavailable` while it is away.
 */
export async function connectSlack({ botToken, apiUrl, mode, budget, firstTime, now, log }: SlackOptions): Promise<Slack> {
  const client = createSlackClient(botToken, apiUrl, log);
  const identity = await identify(client).catch((thrown: unknown) => {
    throw slackError(thrown, 'auth.test', false);
  });
  const chat = createChat(client, { workspace: identity.team, budget, log });
  const options = { botToken, slackApiUrl: apiUrl, identity, log };
  const common = { chat, team: identity.team };
  if (mode.mode === 'socket') {
    const { app, start, stop, connected } = createSocketBolt({ ...options, appToken: mode.appToken });
    return { ...common, app, start, stop, connected };
  }
  const { app, receiver } = createHttpBolt({ ...options, signingSecret: mode.signingSecrets[0] ?? '' });
  return {
    ...common,
    app,
    start: async () => undefined,
    stop: async () => undefined,
    connected: () => true,
    slackEvents: createHttpFront({ secrets: mode.signingSecrets, receiver, firstTime, now, log }),
  };
}
