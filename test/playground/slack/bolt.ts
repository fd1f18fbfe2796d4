import { App, HTTPReceiver, type Logger, LogLevel, SocketModeReceiver } from '@slack/bolt';
import type { LocalSlack } from '../../../playground/slack/index';

export interface RunningBot {
  app: App;
  stop(): Promise<void>;
  /** From now on no ack leaves the bot. */
  muteAcks(): void;
}

const nothing = () => {};
/** The SDK's own complaints about faults made on purpose are no part of a test's output. */
export const silent: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => LogLevel.ERROR,
  setName: nothing,
};

const known = { botId: 'B0TOCSIN', botUserId: 'U0TOCSIN', tokenVerificationEnabled: false, logger: silent } as const;

const client = (slack: LocalSlack) => ({ slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, logger: silent });

/** The real Bolt over Socket Mode. */
export async function socketBot(slack: LocalSlack, listen: (app: App) => void): Promise<RunningBot> {
  const receiver = new SocketModeReceiver({
    appToken: slack.appToken,
    clientPingTimeout: 300,
    logger: silent,
    installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
  });
  const app = new App({ ...known, token: slack.botToken, receiver, clientOptions: client(slack) });
  listen(app);
  await app.start();
  return {
    app,
    stop: () => receiver.client.disconnect(),
    muteAcks: () => {
      Object.assign(receiver.client, { send: async () => {} });
    },
  };
}

/** The real Bolt over signed HTTP, on a free port; the local Slack is told where. */
export async function httpBot(slack: LocalSlack, listen: (app: App) => void): Promise<Pick<RunningBot, 'app' | 'stop'>> {
  const receiver = new HTTPReceiver({
    signingSecret: slack.signingSecret,
    endpoints: '/slack/events',
    unhandledRequestTimeoutMillis: 400,
    logger: silent,
  });
  const app = new App({ ...known, token: slack.botToken, receiver, clientOptions: client(slack) });
  listen(app);
  const server = await receiver.start({ port: 0, host: '127.0.0.1' });
  const address = server.address();
  slack.httpReceiver(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/slack/events`);
  return { app, stop: async () => void (await receiver.stop()) };
}
