import { setTimeout as delay } from 'node:timers/promises';
import type { BotProcess } from '../playground/demo/bot-process';
import type { Pile } from '../playground/demo/pile';
import { compare, spreadOf } from './line';
import type { Measure } from './measure';
import { setStage } from './stage';

/** Each in a bot of its own, in this order; the smaller ones more than once. */
const RUNS = [1, 100, 1_000, 1, 100, 1_000, 1, 100] as const;
const POLL_SECONDS = 60;
const ALERTS = '/v1.0/security/alerts_v2';
const RESTS_MS = 3_000;
const LOOKS = 5;
const LOOK_MS = 300;

interface Run {
  tenants: number;
  bytes: number;
  readyMs: number;
  polledMs: number;
  slackCalls: number;
}

export const tenantsMemory: Measure = async ({ pile, emit }) => {
  const runs: Run[] = [];
  for (const tenants of RUNS) runs.push(await run(pile, tenants));
  const of = (tenants: number, field: keyof Run) => runs.filter((one) => one.tenants === tenants).map((one) => one[field]);
  const figures = [
    {
      part: 'resident',
      what: 'resident memory of the bot, idle after each tenant was polled once',
      unit: 'MB',
      field: 'bytes',
      scale: 2 ** 20,
    },
    { part: 'start', what: "from the bot's start as a process until /readyz says ready", unit: 'ms', field: 'readyMs', scale: 1 },
    {
      part: 'first-polls',
      what: "from the bot's start as a process until each tenant was polled once",
      unit: 'ms',
      field: 'polledMs',
      scale: 1,
    },
    {
      part: 'slack-calls',
      what: 'Web API calls of an empty store until each tenant was polled once (Slack allows conversations.history 50 times a minute)',
      unit: 'calls',
      field: 'slackCalls',
      scale: 1,
    },
  ] as const;
  for (const { part, what, unit, field, scale } of figures) {
    for (const tenants of new Set(RUNS)) {
      const about = {
        name: `tenants-memory.${part}-${tenants}`,
        what: `${what}, with ${tenants} tenants`,
        unit,
        against: 'the same with 1 tenant',
      };
      const scaled = (count: number) => of(count, field).map((value) => value / scale);
      emit(compare(about, scaled(tenants), scaled(1)));
    }
  }
};

async function run(pile: Pile, tenants: number): Promise<Run> {
  const stage = await setStage(pile, { tenants, pollSeconds: POLL_SECONDS, withoutLimits: true });
  const ready = performance.now();
  const polled = () => new Set(stage.defender.requests.filter(({ path }) => path === ALERTS).map(({ tenant }) => tenant)).size;
  while (polled() < tenants) {
    if (performance.now() - ready > 2 * POLL_SECONDS * 1_000) throw new Error(`${polled()} of ${tenants} tenants were polled`);
    await delay(20);
  }
  const polledMs = stage.readyMs + performance.now() - ready;
  const slackCalls = stage.slack.calls.length;
  await delay(RESTS_MS);
  const bytes: number[] = [];
  for (let look = 0; look < LOOKS; look++) {
    bytes.push(await residentBytes(stage.bot));
    await delay(LOOK_MS);
  }
  await stage.stop();
  return { tenants, bytes: spreadOf(bytes).value, readyMs: stage.readyMs, polledMs, slackCalls };
}

async function residentBytes({ port }: BotProcess): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const value = /^process_resident_memory_bytes (\S+)$/m.exec(text)?.[1];
  if (!value) throw new Error('the bot tells no process_resident_memory_bytes');
  return Number(value);
}
