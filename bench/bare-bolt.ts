import { App, LogLevel } from '@slack/bolt';

/** What the parent sends first. */
export interface BareBoltStart {
  botToken: string;
  appToken: string;
  slackApiUrl: string;
}

/** What the parent gets: first that it is up, then the trigger id of each click, after its ack. */
export type BareBoltNews = { up: true } | { acked: string };

const tell = (news: BareBoltNews) => void process.send?.(news);

/** A process of its own with Bolt as it comes: one Socket Mode connection, one handler that only acknowledges. */
async function run({ botToken, appToken, slackApiUrl }: BareBoltStart): Promise<void> {
  const app = new App({ token: botToken, appToken, socketMode: true, clientOptions: { slackApiUrl }, logLevel: LogLevel.ERROR });
  app.action(/.*/, async ({ ack, body }) => {
    await ack();
    if ('trigger_id' in body) tell({ acked: body.trigger_id });
  });
  await app.start();
  tell({ up: true });
}

process.once('message', (start: BareBoltStart) => {
  run(start).catch((error: Error) => {
    process.stderr.write(`bare Bolt: ${error.message}\n`);
    process.exit(1);
  });
});
process.once('disconnect', () => process.exit(0));
