import { setTimeout as delay } from 'node:timers/promises';
import type { BareRequests, BareTimes } from './bare-client';
import { type Child, startChild } from './child';
import { compare } from './line';
import type { Measure } from './measure';
import { type Stage, setStage } from './stage';
import { playAlone, repeatAlert, storyAlerts } from './stories';

const TENANTS = 6;
/** Alerts of each tenant; the first one warms up. */
const ROUNDS = 6;
const POLL_SECONDS = 1;
/** Where the bare client posts. */
const BARE_CHANNEL = 'C0BARE';
const ALERTS = '/v1.0/security/alerts_v2';
const AGAINST =
  'the unavoidable calls, by a bare client (own process) after each alert: one GET of alerts_v2 that answers this alert alone, one chat.postMessage of the same card';

interface Times {
  fromPoll: number;
  fromAvailable: number;
  bare: number;
}

/** Alerts come one at a time, at any moment between two polls, to tenants in turn; the bare client runs when the bot is done. */
export const alertToCard: Measure = async ({ pile, emit }) => {
  const stage = await setStage(pile, { tenants: TENANTS, pollSeconds: POLL_SECONDS, withoutLimits: true });
  stage.slack.addChannel({ id: BARE_CHANNEL });
  const client = startChild(pile, 'bare-client');
  const stories = storyAlerts(stage.defender).slice(0, TENANTS);
  const models = stories.map((alert, index) => playAlone(stage.defender, stage.tenants[index] ?? '', alert));
  await stage.settled(stage.tenants, 1);

  const times: Times[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    for (const [index, tenant] of stage.tenants.entries()) {
      const one = await timeOne({ stage, client, tenant, model: models[index] ?? '', before: round });
      if (round > 1) times.push(one);
    }
  }
  const until = 'until Slack has accepted its card (chat.postMessage)';
  const bare = times.map((one) => one.bare);
  emit(
    compare(
      { name: 'alert-to-card.from-poll', what: `from the poll request that returns an alert ${until}`, unit: 'ms', against: AGAINST },
      times.map((one) => one.fromPoll),
      bare,
    ),
  );
  const wait = `from an alert's being there in Defender ${until}, with the wait for the next poll (poll_seconds: ${POLL_SECONDS})`;
  emit(
    compare(
      { name: 'alert-to-card.from-available', what: wait, unit: 'ms', against: AGAINST },
      times.map((one) => one.fromAvailable),
      bare,
    ),
  );
};

interface One {
  stage: Stage;
  client: Child;
  tenant: string;
  /** The alert that happens again. */
  model: string;
  /** Cards that are there already. */
  before: number;
}

async function timeOne({ stage, client, tenant, model, before }: One): Promise<Times> {
  const { slack, defender } = stage;
  await delay(Math.random() * POLL_SECONDS * 1_000);
  const available = Date.now();
  const alert = repeatAlert(defender, tenant, model);
  const card = await slack.waitFor(() => stage.cards(tenant)[before], 15_000);
  const accepted = Number(card.ts) * 1_000;
  await stage.settled([tenant], before + 1);

  const polled = defender.requests.find(
    ({ path, at, ...request }) => request.tenant === tenant && path === ALERTS && Date.parse(at) >= available,
  );
  const post = slack.calls.findLast(
    ({ method, args }) => method === 'chat.postMessage' && args.channel === card.channel && !args.thread_ts,
  );
  if (!polled || !post) throw new Error('the poll or the post of a card is not in the logs');
  const query = new URLSearchParams({
    $filter: `lastUpdateDateTime ge ${alert.lastUpdateDateTime}`,
    $orderby: 'lastUpdateDateTime asc',
    $top: '200',
  });
  const requests: BareRequests = [
    { method: 'GET', url: `${defender.url}${ALERTS}?${query}`, token: await stage.signIn(tenant) },
    { method: 'POST', url: `${slack.apiUrl}chat.postMessage`, token: slack.botToken, json: { ...post.args, channel: BARE_CHANNEL } },
  ];
  const answer = await client.ask<BareTimes>(requests);
  if ('error' in answer) throw new Error(`bare client: ${answer.error}`);
  return {
    fromPoll: accepted - Date.parse(polled.at),
    fromAvailable: accepted - available,
    bare: answer.ms.reduce((sum, ms) => sum + ms, 0),
  };
}
