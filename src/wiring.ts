import { registerHandlers } from '../handlers';
import { systemClock } from './adapters/clock';
import { createDefenderDirectory, type TenantConnection } from './adapters/defender';
import { createHttp } from './adapters/http/client';
import { createAudit, createUnsealedAudit } from './adapters/redis/audit';
import { createBudget } from './adapters/redis/budget';
import { createJobsClient, createRequestClient, redisFaults } from './adapters/redis/client';
import { createJobRunner } from './adapters/redis/jobs';
import { createStore } from './adapters/redis/store';
import { connectSlack, type Slack, type SlackMode } from './adapters/slack/connect';
import { startWebServer } from './adapters/web/server';
import type { Config, TenantConfig } from './config';
import { asTocsinError } from './core/errors';
import type { Tenant } from './core/tenant';
import type { Flows } from './flows/context';
import { jobHandlers, reportGivenUp } from './flows/job-handlers';
import type { AuditLine } from './ports/audit';
import type { Log } from './ports/log';

const SWEEP_MS = 15_000;
const RETRY_START_MS = 5_000;

const tenantOf = ({ id, name, poll_seconds, channels, contacts, remediation }: TenantConfig): Tenant => ({
  id,
  name,
  pollSeconds: poll_seconds,
  channels,
  contacts,
  remediation: {
    actions: remediation.actions,
    approvals: remediation.approvals,
    protectedDevices: remediation.protected_devices,
    maxPerHour: remediation.max_per_hour,
  },
});

const connectionOf = ({
  id,
  entra_tenant_id,
  client_id,
  client_secret,
  certificate,
  cloud,
  endpoints,
}: TenantConfig): TenantConnection => ({
  id,
  entraTenantId: entra_tenant_id,
  clientId: client_id,
  credential: certificate ? { certificatePath: certificate.path, thumbprint: certificate.thumbprint } : { secret: client_secret ?? '' },
  cloud,
  endpoints,
});

const slackMode = ({ environment: env }: Config): SlackMode =>
  env.SLACK_MODE === 'socket'
    ? { mode: 'socket', appToken: env.SLACK_APP_TOKEN ?? '' }
    : { mode: 'http', signingSecrets: env.SLACK_SIGNING_SECRET ?? [] };

export interface Bot {
  stop(): Promise<void>;
}

/**
 * Builds and starts everything: the web server first (so that health can be asked), then Redis, Slack, the jobs. A Slack or Redis that
 * is away is waited for; a token that Slack does not know is thrown.
 */
export async function startBot(config: Config, log: Log, copy: (line: AuditLine) => void): Promise<Bot> {
  const { environment: env, soc, roles } = config;
  const clock = systemClock;
  const redis = createRequestClient(env.REDIS_URL, log);
  const jobsRedis = createJobsClient(env.REDIS_URL, log);
  const store = createStore(redis);
  const budget = createBudget(redis);

  let slack: Slack | undefined;
  let serving = false;
  const web = await startWebServer({
    port: env.PORT,
    health: { redis: () => redis.isReady, slack: () => slack?.connected() ?? false, serving: () => serving },
    slackEvents: async (request, response) => {
      if (slack?.slackEvents) return slack.slackEvents(request, response);
      response.writeHead(env.SLACK_MODE === 'http' ? 503 : 404).end();
    },
  });
  await Promise.all([redis.connect(), jobsRedis.connect()]);
  for (const fault of await redisFaults(redis)) log.warn({ fault }, 'Redis is not set up for production');

  slack = await patiently(log, () =>
    connectSlack({
      botToken: env.SLACK_BOT_TOKEN ?? '',
      apiUrl: env.SLACK_API_URL,
      mode: slackMode(config),
      budget,
      firstTime: store.firstTime,
      now: clock.now,
      log,
    }),
  );
  const runner = createJobRunner(jobsRedis, log);
  const tenants = config.tenants.map(tenantOf);
  const flows: Flows = {
    tenants: new Map(tenants.map((tenant) => [tenant.id, tenant])),
    roles,
    people: new Map(Object.entries(config.people)),
    workspace: slack.team,
    opsChannel: soc.ops_channel,
    dryRun: env.DRY_RUN,
    store,
    jobs: runner.jobs,
    chat: slack.chat,
    audit: env.AUDIT_HMAC_KEY ? createAudit(redis, env.AUDIT_HMAC_KEY, copy) : createUnsealedAudit(copy),
    defender: createDefenderDirectory({ tenants: config.tenants.map(connectionOf), http: createHttp({ log, clock, budget }), log, clock }),
    clock,
    log,
    asking: new Map(),
  };
  registerHandlers(slack.app, { flows });
  await slack.start();
  runner.start(jobHandlers(flows), (name, data, error) => void reportGivenUp(flows, name, data, error));
  await runner.keepRepeats(new Set(['sweep', ...tenants.map(({ id }) => `poll/${id}`)]));
  for (const { id, pollSeconds } of tenants) {
    await runner.jobs.repeat('poll', { tenant: id }, { key: `poll/${id}`, everyMs: pollSeconds * 1_000 });
  }
  await runner.jobs.repeat('sweep', {}, { key: 'sweep', everyMs: SWEEP_MS });
  serving = true;
  log.info({ tenants: tenants.length, mode: env.SLACK_MODE, dryRun: env.DRY_RUN }, 'Tocsin is up');

  return {
    stop: async () => {
      serving = false;
      await slack?.stop();
      await runner.stop();
      await web.stop();
      redis.destroy();
      jobsRedis.destroy();
    },
  };
}

/** Slack away at the start is waited for; what waiting will not mend is thrown. */
async function patiently<T>(log: Log, attempt: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await attempt();
    } catch (thrown) {
      const error = asTocsinError(thrown);
      if (error.code === 'slack_auth' || error.retry === 'never') throw error;
      log.warn({ err: error }, 'Slack is away; trying again');
      await new Promise((resolve) => setTimeout(resolve, RETRY_START_MS));
    }
  }
}
