import { asTocsinError } from '../core/errors';
import type { Tenant } from '../core/tenant';
import type { Flows } from './context';
import { deliverMessage, messageKey } from './deliver-message';

export interface Trouble {
  /** What it is about: one notice as it begins, one as it ends. */
  owner: string;
  /** One sentence for operators. */
  what: string;
  /** Absent when all is well again. */
  error?: unknown;
  tenant?: Tenant;
}

/** A passing fault is not news: transient errors are said only once they lasted this long. */
const PATIENCE_MS = 60_000;

interface Known {
  code: string;
  sinceMs: number;
  said: boolean;
}

/**
 * Says a trouble of the bot's own, or its end, in the ops channel: once each, however often it is reported.
 * It never throws: a notice that cannot be given is in the log.
 */
export async function reportTrouble(flows: Flows, { owner, what, error: thrown, tenant }: Trouble): Promise<void> {
  const { store, clock, log } = flows;
  try {
    if (thrown === undefined) {
      const before = await store.setTrouble(owner, undefined);
      if (!before) return;
      log.info({ owner, tenant: tenant?.id }, what);
      if ((JSON.parse(before) as Known).said) await say(flows, { owner, title: what, detail: 'It works again.', recovered: true });
      return;
    }
    const error = asTocsinError(thrown);
    const known: Known = { code: error.code, sinceMs: clock.now(), said: false };
    const beforeText = await store.setTrouble(owner, JSON.stringify(known));
    const before = beforeText ? (JSON.parse(beforeText) as Known) : undefined;
    const same = before?.code === error.code ? before : undefined;
    const next = { ...known, sinceMs: same?.sinceMs ?? known.sinceMs, said: same?.said ?? false };
    const due = !next.said && (error.retry === 'never' || clock.now() - next.sinceMs >= PATIENCE_MS);
    await store.setTrouble(owner, JSON.stringify({ ...next, said: next.said || due }));
    if (!due) return;
    log.error({ owner, tenant: tenant?.id, err: error }, what);
    await say(flows, { owner, title: what, detail: error.facts.person, correlation: error.facts.correlationId });
  } catch (second) {
    log.error({ owner, tenant: tenant?.id, err: second }, `${what}; and the ops channel could not be told`);
  }
}

interface Notice {
  owner: string;
  title: string;
  detail: string;
  correlation?: string;
  recovered?: boolean;
}

async function say(flows: Flows, { owner, title, detail, correlation, recovered }: Notice): Promise<void> {
  const id = flows.clock.newId();
  flows.log.info({ owner, notice: id, correlation }, title);
  await deliverMessage(flows, 'ops', {
    channel: flows.opsChannel,
    key: messageKey('ops', owner, id),
    content: { kind: 'ops', title, detail: correlation ? `${detail} (Defender's reference: ${correlation})` : detail, id, recovered },
  });
}
