import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createClient } from 'redis';
import { parse } from 'yaml';
import { type LocalDefender, startLocalDefender } from '../playground/defender';
import { type BotProcess, startBot } from '../playground/demo/bot-process';
import { createPile, type Pile } from '../playground/demo/pile';
import { repositoryRoot } from '../playground/demo/repository-root';
import { startRedis } from '../playground/redis';
import { type LocalSlack, type Message, startLocalSlack } from '../playground/slack';
import { keys } from '../src/adapters/redis/keys';
import { stageConfig } from './stage-config';

export interface StageOptions {
  /** How many; they are called t0, t1, … and have a channel each. */
  tenants: number;
  pollSeconds: number;
  /** Neither the local Slack, nor the local Defender, nor the bot's own share of their limits holds anything up. */
  withoutLimits?: boolean;
}

/** The built bot, ready, with a local Slack, a local Defender and a Redis of its own. */
export interface Stage {
  tenants: string[];
  slack: LocalSlack;
  defender: LocalDefender;
  redis: ReturnType<typeof redisClient>;
  bot: BotProcess;
  /** From the bot's start as a process until `/readyz` said ready, in ms. */
  readyMs: number;
  channelOf(tenant: string): string;
  /** A token for the tenant's Defender, as the bot would get it. */
  signIn(tenant: string): Promise<string>;
  /** Root messages that show a detection, in a tenant's channel. */
  cards(tenant: string): Message[];
  /** Resolves when so many cards are shown in each of these tenants with nothing left to be done. */
  settled(tenants: string[], cards: number, ms?: number): Promise<void>;
  stop(): Promise<void>;
}

const SECRET = randomBytes(16).toString('hex');
const channelOf = (tenant: string) => `C0${tenant.toUpperCase()}`;
const redisClient = (url: string) => createClient({ url });
const UNLIMITED = 1_000_000;

/** Ends with the pile, also when it is not yet up by then. */
export function setStage(pile: Pile, options: StageOptions): Promise<Stage> {
  const own = createPile();
  const starting = start(own, options);
  pile.add(async () => {
    await starting.catch(() => undefined);
    await own.stop();
  });
  return starting;
}

async function start(own: Pile, { tenants: count, pollSeconds, withoutLimits }: StageOptions): Promise<Stage> {
  const tenants = Array.from({ length: count }, (_, index) => `t${index}`);
  const server = await startRedis();
  own.add(server.stop);
  const redis = redisClient(server.url);
  await redis.connect();
  own.add(async () => redis.destroy());
  const free = { perMinute: UNLIMITED };
  const defender = await startLocalDefender({ limits: withoutLimits ? { defender: free, 'graph-security': free, hunting: free } : {} });
  own.add(defender.stop);
  const slack = await startLocalSlack({
    manifest: parse(readFileSync(join(repositoryRoot(), 'manifest.yml'), 'utf8')) as object,
    limits: withoutLimits ? { postsPerSecond: UNLIMITED, postBurst: UNLIMITED, perMinute: everyTier(UNLIMITED) } : {},
  });
  own.add(slack.stop);
  for (const name of tenants) {
    slack.addChannel({ id: channelOf(name), members: ['U0ANALYST', 'U0RESPONDER', 'U0LEAD'] });
    defender.addTenant({
      name,
      entraTenantId: randomUUID(),
      clientId: randomUUID(),
      clientSecret: SECRET,
      devices: ['wks-fin-07', 'fs-01'],
    });
  }
  if (withoutLimits) {
    const lift = setInterval(() => void forgetLimits(redis).catch(() => undefined), 100);
    own.add(async () => clearInterval(lift));
  }
  const env = {
    REDIS_URL: server.url,
    SLACK_MODE: 'socket',
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    AUDIT_HMAC_KEY: randomBytes(32).toString('hex'),
    TENANT_SECRET: SECRET,
  };
  const configYaml = stageConfig(tenants, defender, pollSeconds, channelOf);
  const begun = performance.now();
  const bot = await startBot({ env, configYaml });
  own.add(bot.stop);
  const ready = bot.ready(60_000);
  const seen = sawReady(bot).then(() => performance.now() - begun);
  await ready;
  const cards = (tenant: string) => slack.messages(channelOf(tenant)).filter(({ metadata }) => metadata?.event_type === 'tocsin_detection');
  const isSettled = async (tenant: string, expected: number) => {
    if (cards(tenant).length < expected) return false;
    return (await redis.zCard(keys.due(tenant))) === 0;
  };
  return {
    tenants,
    slack,
    defender,
    redis,
    bot,
    readyMs: await seen,
    channelOf,
    signIn: (tenant) => signIn(defender, tenant),
    cards,
    settled: async (which, expected, ms = 60_000) => {
      const until = performance.now() + ms;
      for (const tenant of which) {
        while (!(await isSettled(tenant, expected))) {
          if (bot.ending()) throw new Error(`the bot ended (${bot.ending()}): ${bot.logLines.at(-1)}`);
          if (performance.now() > until) throw new Error(`${tenant}: ${cards(tenant).length} of ${expected} cards after ${ms} ms`);
          await delay(20);
        }
      }
    },
    stop: own.stop,
  };
}

const everyTier = (limit: number) => ({ tier1: limit, tier2: limit, tier3: limit, tier4: limit, special: limit, sockets: limit });

async function forgetLimits(redis: Stage['redis']): Promise<void> {
  const known = await redis.keys('toc:*:rate:*');
  if (known.length > 0) await redis.del(known);
}

/** Finer than `bot.ready`, which looks ten times a second and knows of failures. */
async function sawReady(bot: BotProcess): Promise<void> {
  while (!bot.ending() && !(await bot.isReady())) await delay(10);
}

async function signIn({ url, tenants }: LocalDefender, name: string): Promise<string> {
  const { entraTenantId = '', clientId = '' } = tenants[name] ?? {};
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: SECRET, scope: `${url}/.default` };
  const response = await fetch(`${url}/${entraTenantId}/oauth2/v2.0/token`, { method: 'POST', body: new URLSearchParams(form) });
  const { access_token: token } = (await response.json()) as { access_token?: string };
  if (!token) throw new Error(`${name}: the local Defender gave no token (HTTP ${response.status})`);
  return token;
}
