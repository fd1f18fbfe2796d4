import { setTimeout as delay } from 'node:timers/promises';
import { actionIds } from '../blocks/ids';
import type { BareBoltNews, BareBoltStart } from './bare-bolt';
import { startChild } from './child';
import { compare } from './line';
import type { Measure } from './measure';
import { type Stage, setStage } from './stage';
import { playAlone } from './stories';

/** The local Slack takes its connections in turn: two of three clicks go to the bot's two, one to the bare app's. */
const CLICKS = 300;
const WARM_UP = 15;
const STORM = 10;
const STORM_MS = 500;
const BOT_CONNECTIONS = 2;
const WHAT = 'a click on Contain host until its acknowledgement is back';
const AGAINST = 'a bare Bolt app on the same local Slack that only acknowledges; clicks in turn';

/**
 * Clicks on cards of several tenants, some of which the bot gets and some the bare app, as the local Slack hands them out; the next
 * click waits until all that the one before caused is done.
 */
export const clickToAck: Measure = async ({ pile, emit }) => {
  const stage = await setStage(pile, { tenants: 5, pollSeconds: 1, withoutLimits: true });
  const [stormy = '', ...calm] = stage.tenants;
  for (const tenant of calm) playAlone(stage.defender, tenant, { story: 'hands-on-keyboard', index: 1 });
  await stage.settled(calm, 1);
  const acked = await startBareBolt(stage, (program) => startChild(pile, program));
  const run = (as: string, clicks: number) => click({ stage, acked, tenants: calm, as, clicks });

  await run('U0ANALYST', WARM_UP);
  const analyst = await run('U0ANALYST', CLICKS);
  emit(compare({ name: 'click-to-ack.analyst', what: `${WHAT}, by an analyst, who is refused`, unit: 'ms', against: AGAINST }, ...analyst));
  await run('U0RESPONDER', WARM_UP);
  const responder = await run('U0RESPONDER', CLICKS);
  const opens = `${WHAT}, by a responder, for whom a modal opens`;
  emit(compare({ name: 'click-to-ack.responder', what: opens, unit: 'ms', against: AGAINST }, ...responder));

  const storm = setInterval(() => stage.defender.storm(stormy, STORM), STORM_MS);
  pile.add(async () => clearInterval(storm));
  const busy = await run('U0ANALYST', CLICKS);
  clearInterval(storm);
  const during = `${WHAT}, by an analyst, while ${(STORM * 1_000) / STORM_MS} alerts a second of another tenant become cards`;
  emit(compare({ name: 'click-to-ack.in-a-storm', what: during, unit: 'ms', against: AGAINST }, ...busy));
  if (stage.cards(stormy).length === 0) throw new Error('the storm had not begun when the clicks were over');
};

/** Starts it and waits for both apps' connections; answers the trigger ids of clicks that it got. */
async function startBareBolt({ slack }: Stage, start: (program: string) => ReturnType<typeof startChild>): Promise<Set<string>> {
  const connections = () => slack.calls.filter(({ method, ok }) => method === 'apps.connections.open' && ok).length;
  await slack.waitFor(() => connections() >= BOT_CONNECTIONS, 15_000);
  const acked = new Set<string>();
  const bolt = start('bare-bolt');
  const options: BareBoltStart = { botToken: slack.botToken, appToken: slack.appToken, slackApiUrl: slack.apiUrl };
  await bolt.ask(options);
  bolt.process.on('message', (news: BareBoltNews) => 'acked' in news && acked.add(news.acked));
  return acked;
}

interface Clicks {
  stage: Stage;
  acked: Set<string>;
  tenants: string[];
  as: string;
  clicks: number;
}

/** Milliseconds of those that the bot got, and of those that the bare app got. */
async function click({ stage, acked, tenants, as, clicks }: Clicks): Promise<[bot: number[], bare: number[]]> {
  const { slack } = stage;
  const bot: number[] = [];
  const bare: number[] = [];
  const answers = () =>
    slack.ephemerals(as).length + slack.calls.filter(({ method, status }) => method === 'views.update' && status === 200).length;
  for (let index = 0; index < clicks; index++) {
    const tenant = tenants[index % tenants.length] ?? '';
    const card = stage.cards(tenant)[0];
    const before = answers();
    const outcome = await slack.click({ as, channel: stage.channelOf(tenant), ts: card?.ts, actionId: actionIds.containHost });
    if (outcome.ackMs === undefined) throw new Error(`a click was not acknowledged: ${outcome.error}`);
    const trigger = String(slack.attempts.at(-1)?.payload.trigger_id);
    await slack.waitFor(() => acked.has(trigger) || answers() > before);
    (acked.has(trigger) ? bare : bot).push(outcome.ackMs);
    for (const view of slack.views(as)) await slack.closeView({ as, viewId: view.id });
    await delay(5);
  }
  return [bot, bare];
}
