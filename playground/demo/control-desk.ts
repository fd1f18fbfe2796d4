import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LocalDefender } from '../defender';
import type { LocalSlack } from '../slack';
import { parseJson, readBody, sendJson } from '../slack/http';
import type { BotKeeper } from './bot-keeper';
import type { ControlState, FaultKind, Service } from './control-api';
import type { Answerer } from './page-handler';
import { stories } from './scenarios';

interface DeskParts {
  slack: LocalSlack;
  defender: LocalDefender;
  bot: BotKeeper;
}

type Body = Record<string, unknown>;
type Deed = (body: Body) => unknown;

const SLOW_MS = 4000;
const RETRY_AFTER_S = 10;
const KINDS: readonly FaultKind[] = ['slow', 'throttled', 'down'];

/** A wish that cannot be fulfilled, with the sentence for the person at the panel. */
class Refusal extends Error {}

function faultOf(kind: unknown): { mode: 'slow' | 'throttle' | 'down'; ms?: number; retryAfter?: number } {
  if (kind === 'slow') return { mode: 'slow', ms: SLOW_MS };
  if (kind === 'throttled') return { mode: 'throttle', retryAfter: RETRY_AFTER_S };
  if (kind === 'down') return { mode: 'down' };
  throw new Refusal(`kind is one of ${KINDS.join(', ')}`);
}

/** Requests from other sites' pages are turned away: a page in the same browser could otherwise press these buttons. */
function isForeign(request: IncomingMessage): boolean {
  const { origin, host = '' } = request.headers;
  const local = /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host);
  const json = request.method !== 'POST' || request.headers['content-type']?.startsWith('application/json');
  return !local || !json || (origin !== undefined && origin !== `http://${host}`);
}

/** Answers `/control/…` (see control-api.ts) with direct calls to what the demo started. */
export function createControlDesk({ slack, defender, bot }: DeskParts): Answerer {
  const faults: Record<Service, FaultKind[]> = { slack: [], defender: [] };
  const tenantOf = (body: Body) => {
    const tenant = defender.tenants[String(body.tenant)];
    if (!tenant) throw new Refusal(`no tenant "${String(body.tenant)}"`);
    return tenant.name;
  };
  const deeds: Record<string, Deed> = {
    'defender/play': (body) => {
      const story = stories.find(({ name }) => name === body.story);
      if (!story) throw new Refusal(`no story "${String(body.story)}"`);
      defender.play(story.name, tenantOf(body));
    },
    'defender/storm': (body) => {
      const count = Number(body.count);
      if (!Number.isInteger(count) || count < 1 || count > 500) throw new Refusal('count is from 1 to 500');
      defender.storm(tenantOf(body), count);
    },
    'defender/fault': ({ kind }) => {
      const fault = faultOf(kind);
      defender.clearFaults();
      defender.fault({ match: /./, ...fault });
      faults.defender = [kind as FaultKind];
    },
    'defender/clear': () => {
      defender.clearFaults();
      faults.defender = [];
    },
    'slack/fault': ({ kind }) => {
      const fault = faultOf(kind);
      slack.clearFaults();
      slack.fault({ method: /./, ...fault });
      if (kind === 'down') slack.closeSockets();
      faults.slack = [kind as FaultKind];
    },
    'slack/clear': () => {
      slack.clearFaults();
      faults.slack = [];
    },
    bot: (body) => {
      if (body.do === 'restart') return bot.restart();
      if (body.do === 'kill') return bot.kill();
      throw new Refusal('do is restart or kill');
    },
  };
  const panel = async (): Promise<ControlState> => ({
    bot: await bot.report(),
    tenants: Object.keys(defender.tenants).map((id) => ({ id, name: id.charAt(0).toUpperCase() + id.slice(1) })),
    stories,
    faults,
  });
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const name = new URL(request.url ?? '/', 'http://page').pathname.slice('/control/'.length);
    if (isForeign(request)) return sendJson(response, 403, { ok: false, error: 'Only this page may do that.' });
    if (request.method === 'GET' && name === 'panel') return sendJson(response, 200, await panel());
    const deed = request.method === 'POST' && Object.hasOwn(deeds, name) ? deeds[name] : undefined;
    if (!deed) return sendJson(response, 404, { ok: false, error: `There is no control "${name}".` });
    await deed((parseJson((await readBody(request)).toString('utf8')) ?? {}) as Body);
    sendJson(response, 200, { ok: true });
  };
  return (request, response) => {
    answer(request, response).catch((error: unknown) => {
      sendJson(response, error instanceof Refusal ? 400 : 500, {
        ok: false,
        error: error instanceof Error ? error.message : String(error),
      });
    });
  };
}
