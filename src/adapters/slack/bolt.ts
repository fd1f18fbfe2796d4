import { App, HTTPReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Log } from '../../ports/log';
import { clientOptions, quietLogger } from './client';

export interface Identity {
  team: string;
  botId: string;
  botUserId: string;
}

/** Who the bot token belongs to. Throws what the client throws. */
export async function identify(client: WebClient): Promise<Identity> {
  const { team_id, bot_id, user_id } = await client.auth.test();
  return { team: team_id ?? '', botId: bot_id ?? '', botUserId: user_id ?? '' };
}

export interface BoltOptions {
  botToken: string;
  slackApiUrl: string;
  identity: Identity;
  log: Log;
}

function buildApp({ botToken, slackApiUrl, identity, log }: BoltOptions, receiver: Receiver, socketMode: boolean): App {
  const app = new App({
    token: botToken,
    botId: identity.botId,
    botUserId: identity.botUserId,
    tokenVerificationEnabled: false,
    convoStore: false,
    logger: quietLogger(log),
    // Bolt writes into the options it is given (slack.md a5), so each gets its own object.
    clientOptions: clientOptions(slackApiUrl),
    receiver,
    ...(socketMode ? { socketMode: true } : {}),
  });
  app.error(async (error) => log.error({ err: error }, 'a listener failed'));
  return app;
}

export interface SocketBolt {
  app: App;
  start(): Promise<void>;
  stop(): Promise<void>;
  connected(): boolean;
}

/** Two connections: while Slack renews one (about every few hours, 5 s without it), the other takes the clicks (slack.md a5). */
const CONNECTIONS = 2;

/** Bolt over Socket Mode. `lost` is called when the SDK gave up reconnecting for good (it does after an unrecoverable answer). */
export function createSocketBolt(options: BoltOptions & { appToken: string }): SocketBolt {
  const { appToken, slackApiUrl, log } = options;
  const receivers = Array.from(
    { length: CONNECTIONS },
    () =>
      new SocketModeReceiver({
        appToken,
        logger: quietLogger(log),
        // The SDK's own generous retry: giving up on a reconnect is final for that receiver.
        installerOptions: {
          clientOptions: { slackApiUrl, timeout: 10_000, retryConfig: { retries: 1_000, factor: 1.3, maxTimeout: 30_000 } },
        },
      }),
  );
  const up = new Set<SocketModeReceiver>();
  for (const receiver of receivers) {
    receiver.client.on('connected', () => up.add(receiver));
    for (const event of ['reconnecting', 'disconnected', 'close']) receiver.client.on(event, () => up.delete(receiver));
  }
  const [first, ...others] = receivers as [SocketModeReceiver, ...SocketModeReceiver[]];
  const app = buildApp(options, first, true);
  for (const receiver of others) receiver.init(app);
  return {
    app,
    start: async () => {
      await app.start();
      // One is enough to work; the others may take their time.
      for (const receiver of others)
        receiver.start().catch((error: unknown) => log.warn({ err: error }, 'second Slack connection not up yet'));
    },
    stop: async () => {
      await Promise.allSettled(receivers.map((receiver) => receiver.client.disconnect()));
    },
    connected: () => up.size > 0,
  };
}

/** Bolt behind our own HTTP door, which has checked the signature. */
export function createHttpBolt(options: BoltOptions & { signingSecret: string }): { app: App; receiver: HTTPReceiver } {
  const receiver = new HTTPReceiver({
    signingSecret: options.signingSecret,
    signatureVerification: false,
    endpoints: ['/slack/events'],
    logger: quietLogger(options.log),
  });
  return { app: buildApp(options, receiver, false), receiver };
}
