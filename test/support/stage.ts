import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { type LocalDefender, startLocalDefender } from '../../playground/defender';
import { type BotProcess, startBot } from '../../playground/demo/bot-process';
import { type LocalRedis, startRedis } from '../../playground/redis';
import { type LocalSlack, type Message, type SlackLimits, startLocalSlack } from '../../playground/slack';

export interface StageOptions {
  mode?: 'socket' | 'http';
  actionPaceMs?: number;
  slackLimits?: Partial<SlackLimits>;
  /** More tenants than contoso, each with a channel of its own. */
  moreTenants?: string[];
  pollSeconds?: number;
  env?: Record<string, string>;
  remediation?: object;
  seed?: number;
  /** Done before the first bot starts. */
  before?: (ready: Pick<Stage, 'slack' | 'defender' | 'redis'>) => void | Promise<void>;
  /** False: no bot is started. */
  begin?: boolean;
}

export interface BotStart {
  /** On top of the stage's own environment. */
  env?: Record<string, string>;
  /** False: answers at once, whether or not the bot gets ready. */
  ready?: boolean;
}

/** The built bot on a stage: a local Slack, a local Defender and a Redis of its own. Only the public interface is used. */
export interface Stage {
  slack: LocalSlack;
  defender: LocalDefender;
  redis: LocalRedis;
  auditKey: Buffer;
  /** The newest bot. */
  bot(): BotProcess;
  /** Starts a bot beside those running; waits until it is ready, unless told otherwise. */
  start(how?: BotStart): Promise<BotProcess>;
  channelOf(tenant: string): string;
  /** Root messages that show a detection, in a tenant's channel. */
  cards(tenant: string): Message[];
  /** The detection's card for an alert id, once it is there. */
  card(tenant: string, alertId: string, ms?: number): Promise<Message>;
  stop(): Promise<void>;
}

/** Device seeds of the local Defender that every further tenant begins with. */
const DEVICES = ['wks-fin-07', 'laptop-12', 'fs-01', 'wks-hr-03', 'web-01'] as const;

const root = join(__dirname, '../..');

export async function setStage(options: StageOptions = {}): Promise<Stage> {
  const { mode = 'socket', actionPaceMs = 300, moreTenants = [], pollSeconds = 1 } = options;
  const redis = await startRedis();
  const defender = await startLocalDefender({ actionPaceMs });
  const manifest = parse(readFileSync(join(root, 'manifest.yml'), 'utf8')) as object;
  const slack = await startLocalSlack({ manifest, limits: options.slackLimits, seed: options.seed });

  const names = ['contoso', ...moreTenants];
  const channelOf = (tenant: string) => (tenant === 'contoso' ? 'C0CONTOSOSOC' : `C0${tenant.toUpperCase()}`);
  const secrets: Record<string, string> = {};
  const tenants = names.map((name) => {
    if (name !== 'contoso') slack.addChannel({ id: channelOf(name), members: ['U0ANALYST', 'U0RESPONDER', 'U0LEAD'] });
    const info =
      defender.tenants[name] ??
      defender.addTenant({
        name,
        entraTenantId: randomUUID(),
        clientId: randomUUID(),
        clientSecret: randomBytes(16).toString('hex'),
        devices: [...DEVICES],
      });
    secrets[`${name.toUpperCase()}_SECRET`] = info.clientSecret;
    return {
      id: name,
      name: `${name[0]?.toUpperCase()}${name.slice(1)}`,
      entra_tenant_id: info.entraTenantId,
      client_id: info.clientId,
      client_secret: `\${${name.toUpperCase()}_SECRET}`,
      endpoints: { login: defender.url, graph: defender.url, defender: defender.url },
      poll_seconds: pollSeconds,
      channels: { detections: channelOf(name), ...(name === 'contoso' ? { customer: 'C0CONTOSO' } : {}) },
      contacts: name === 'contoso' ? [{ user: 'U0CUSTOMER', team: 'T0CONTOSO', role: 'contact' }] : [],
      remediation: options.remediation ?? {
        actions: ['contain_host', 'release_host'],
        protected_devices: ['dc-*'],
        max_per_hour: 50,
      },
    };
  });
  const configYaml = stringify({
    soc: { channel: 'C0SOC', ops_channel: 'C0OPS' },
    roles: { analyst: ['U0ANALYST'], responder: ['U0RESPONDER'], lead: ['U0LEAD'] },
    people: { U0ANALYST: { upn: 'ana@soc.example' } },
    tenants,
  });
  const auditKey = randomBytes(32);
  const env: Record<string, string> = {
    ...secrets,
    REDIS_URL: redis.url,
    SLACK_MODE: mode,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_API_URL: slack.apiUrl,
    AUDIT_HMAC_KEY: auditKey.toString('hex'),
    ...(mode === 'socket' ? { SLACK_APP_TOKEN: slack.appToken } : { SLACK_SIGNING_SECRET: slack.signingSecret }),
    ...options.env,
  };
  const bots: BotProcess[] = [];
  const start = async ({ env: more, ready = true }: BotStart = {}) => {
    const bot = await startBot({ env: { ...env, ...more }, configYaml });
    bots.push(bot);
    if (mode === 'http') slack.httpReceiver(`http://127.0.0.1:${bot.port}/slack/events`);
    if (ready) await bot.ready(30_000);
    return bot;
  };
  const stop = async () => {
    await Promise.all(bots.map((bot) => bot.stop()));
    await slack.stop();
    await defender.stop();
    await redis.stop();
  };
  try {
    await options.before?.({ slack, defender, redis });
    if (options.begin ?? true) await start();
  } catch (error) {
    await stop();
    throw error;
  }
  const cards = (tenant: string) => slack.messages(channelOf(tenant)).filter(({ metadata }) => metadata?.event_type === 'tocsin_detection');
  return {
    slack,
    defender,
    redis,
    auditKey,
    bot: () => bots.at(-1) as BotProcess,
    start,
    channelOf,
    cards,
    card: (tenant, alertId, ms = 15_000) =>
      slack.waitFor(() => cards(tenant).find((message) => JSON.stringify(message.blocks).includes(alertId)), ms),
    stop,
  };
}
