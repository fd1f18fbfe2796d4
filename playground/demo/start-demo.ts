import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type LocalDefender, startLocalDefender } from '../defender';
import { type LocalRedis, startRedis } from '../redis';
import { type LocalSlack, startLocalSlack } from '../slack';
import { type BotKeeper, createBotKeeper } from './bot-keeper';
import { startBot } from './bot-process';
import { createControlDesk } from './control-desk';
import { demoConfig } from './demo-config';
import { type Answerer, pageHandler } from './page-handler';
import { createPile } from './pile';
import { repositoryRoot } from './repository-root';
import { type ScenarioName, scenarios } from './scenarios';

export interface DemoOptions {
  /** Of the page; 0 or left out: a free one. */
  port?: number;
  /** Default: all. */
  scenario?: ScenarioName;
  /** Of Defender's machine actions, in ms. */
  actionPaceMs?: number;
  /** Gives up the start. */
  signal?: AbortSignal;
  log?: (line: string) => void;
}

export interface Demo {
  url: string;
  slack: LocalSlack;
  defender: LocalDefender;
  redis: LocalRedis;
  bot: BotKeeper;
  /** Ends all of it, newest first; safe to call twice. */
  stop(): Promise<void>;
}

function readManifest(): object | undefined {
  const file = join(repositoryRoot(), 'manifest.yml');
  return existsSync(file) ? (parse(readFileSync(file, 'utf8')) as object) : undefined;
}

/**
 * Redis, a local Defender, a local Slack with the web page, and the built bot against them; resolves when the bot is ready.
 * Rejects with everything ended again when one of them does not start.
 */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const log = options.log ?? (() => undefined);
  const pile = createPile();
  try {
    let up = false;
    let control: Answerer | undefined;
    const page = await pageHandler((request, response) => {
      if (control) control(request, response);
      else response.writeHead(503).end();
    });
    const slack = await startLocalSlack({ port: options.port, manifest: readManifest(), page, log });
    pile.add(slack.stop);
    options.signal?.throwIfAborted();
    const defender = await startLocalDefender({ actionPaceMs: options.actionPaceMs, log });
    pile.add(defender.stop);
    const redis = await startRedis();
    pile.add(redis.stop);
    options.signal?.throwIfAborted();
    const env = {
      SLACK_MODE: 'socket',
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
      REDIS_URL: redis.url,
      AUDIT_HMAC_KEY: randomBytes(32).toString('hex'),
      CONTOSO_CLIENT_SECRET: defender.tenants.contoso.clientSecret,
      FABRIKAM_CLIENT_SECRET: defender.tenants.fabrikam.clientSecret,
    };
    const bot = createBotKeeper(
      () => startBot({ env, configYaml: demoConfig(defender.url) }),
      // An end before that is the error of this function.
      (ended, ending) => {
        if (up) log(`Tocsin has stopped (${ending}). Its last log lines:\n${ended.logLines.slice(-15).join('\n')}`);
      },
    );
    pile.add(bot.stop);
    control = createControlDesk({ slack, defender, bot });
    await bot.restart();
    await bot.current()?.ready(undefined, options.signal);
    up = true;
    scenarios[options.scenario ?? 'all'](defender);
    return { url: slack.url, slack, defender, redis, bot, stop: pile.stop };
  } catch (error) {
    await pile.stop();
    throw error;
  }
}
