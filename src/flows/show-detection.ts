import { buildCard } from '../core/build-card';
import { newCase } from '../core/case-follow';
import { caseView } from '../core/case-view';
import type { DetectionCard } from '../core/detection-card';
import type { DetectionFacts, Severity } from '../core/detection-facts';
import { asTocsinError } from '../core/errors';
import type { Enrichment, LookUp } from '../core/look-up';
import { factsOf } from '../core/normalise';
import type { Tenant } from '../core/tenant';
import type { Content, MessageRef } from '../ports/chat';
import type { DetectionRecord } from '../ports/store';
import { caseOf } from './case-of';
import type { Flows } from './context';
import { deliverMessage, messageKey } from './deliver-message';
import { enrichDetection, NOTHING_YET } from './enrich-detection';
import { resolveDevice } from './resolve-device';

/** Look-ups that are slower than this are added by a second edit; the first shows what is back by then. */
const FIRST_EDIT_MS = 2_500;
/** As long as the record: a card drawn again for another reason than its alert shows the same answers. */
const SNAPSHOT_MS = 35 * 24 * 3_600_000;

const RANK: Record<Severity, number> = { informational: 0, low: 1, medium: 2, high: 3, critical: 4 };

/** A look-up that failed for a passing reason is asked again after a minute, then two, four, eight. */
const AGAIN_MS = 60_000;
const MAX_TRIES = 5;

interface Snapshot {
  version: string;
  enrichment: Enrichment;
  tries: number;
}

const hasGaps = (enrichment: Enrichment): boolean =>
  Object.values(enrichment).some((answer: LookUp<unknown>) => answer.state === 'unavailable' && answer.passing);

export const rootKey = (tenant: string, alertId: string): string => messageKey(tenant, alertId, 'root');

/**
 * Brings the messages of one detection up to date with its record: the card at once with what is known, edited as look-ups return;
 * the evidence in its thread; a rise in severity said there. Idempotent: run again after a crash it continues where it was.
 */
export async function showDetection(flows: Flows, tenant: Tenant, alertId: string): Promise<void> {
  const record = await flows.store.detection(tenant.id, alertId);
  if (!record || record.baseline) return;
  const facts = factsOf(record.alert);
  const remediations = await flows.store.remediationsOf(tenant.id, record.detection);
  const triage = await caseOf(flows, record);
  const card = (enrichment: Enrichment, shown = remediations): DetectionCard =>
    buildCard({
      detection: record.detection,
      tenantName: tenant.name,
      facts,
      enrichment,
      triage,
      remediations: shown,
      seenAtMs: record.seenAtMs,
      dryRun: flows.dryRun,
    });
  const root = rootKey(tenant.id, alertId);
  const show = async (enrichment: Enrichment, posted?: MessageRef): Promise<MessageRef> => {
    const channel = posted?.channel ?? tenant.channels.detections;
    const message = { channel, key: root, content: { kind: 'detection', card: card(enrichment) } } as const;
    return (await deliverMessage(flows, tenant.id, message, posted)).ref;
  };
  const before = await flows.store.message(tenant.id, root);
  const posted = before?.state === 'sent' && before.ts ? { channel: before.channel, ts: before.ts } : await show(NOTHING_YET);
  await flows.store.saveCard(posted, { tenant: tenant.id, alertId });

  const enrichment = await enrichmentOf(flows, tenant, record, facts, (soFar) => ifThereIsRoom(show(soFar, posted)));
  // What people do to the case does not change the evidence.
  const evidence = { kind: 'evidence', card: { ...card(enrichment, []), triage: caseView(newCase(record.alert, flows.people)) } } as const;
  await eachInTurn([
    () => show(enrichment, posted),
    () => sayRise(flows, tenant, record, facts, posted),
    () => deliver(flows, tenant, messageKey(tenant.id, alertId, 'evidence'), evidence, posted),
  ]);
  await flows.store.shown(tenant.id, alertId, record.alert.updatedAt);
}

/** Slack's limits are apart for edits and posts: one that must wait does not hold up the others. Throws the first error in the end. */
export async function eachInTurn(parts: (() => Promise<unknown>)[]): Promise<void> {
  const errors: unknown[] = [];
  for (const part of parts) await part().catch((error: unknown) => errors.push(error));
  if (errors.length > 0) throw errors[0];
}

/** An edit in between is a courtesy: where Slack is busy the last one says it all. */
async function ifThereIsRoom(edit: Promise<unknown>): Promise<void> {
  await edit.catch((thrown: unknown) => {
    if (asTocsinError(thrown).code !== 'slack_throttled') throw thrown;
  });
}

/** The look-ups around this version of the alert: as they were, or asked now. `meanwhile` shows what is back where some are slow. */
async function enrichmentOf(
  flows: Flows,
  tenant: Tenant,
  { alertId, alert }: DetectionRecord,
  facts: DetectionFacts,
  meanwhile: (soFar: Enrichment) => Promise<void>,
): Promise<Enrichment> {
  const key = `enrichment/${alertId}`;
  const snapshot = await flows.store.cached<Snapshot>(tenant.id, key);
  const same = snapshot?.version === alert.updatedAt ? snapshot : undefined;
  if (same && (!hasGaps(same.enrichment) || same.tries >= MAX_TRIES)) return same.enrichment;
  // A card that shows older answers is not set back to "looking up".
  const enrichment = await lookUpAll(flows, facts, snapshot ? undefined : meanwhile);
  const tries = (same?.tries ?? 0) + 1;
  await flows.store.cache(tenant.id, key, { version: alert.updatedAt, enrichment, tries } satisfies Snapshot, SNAPSHOT_MS);
  if (hasGaps(enrichment) && tries < MAX_TRIES) {
    const later = { key: `${tenant.id}/${alertId}/again`, delayMs: AGAIN_MS * 2 ** (tries - 1) };
    await flows.jobs.enqueue('detection', { tenant: tenant.id, alertId }, later);
  }
  return enrichment;
}

async function lookUpAll(
  flows: Flows,
  facts: DetectionFacts,
  meanwhile: ((soFar: Enrichment) => Promise<void>) | undefined,
): Promise<Enrichment> {
  const machines = facts.device && !facts.device.id ? await devicesOf(flows, facts) : undefined;
  const machineId = facts.device?.id ?? (machines?.length === 1 ? machines[0]?.id : undefined);
  let soFar: Enrichment = NOTHING_YET;
  const all = enrichDetection(flows, facts, machineId, (answers) => {
    soFar = answers;
  });
  if (meanwhile) {
    const slow = new Promise<'slow'>((resolve) => setTimeout(resolve, FIRST_EDIT_MS, 'slow').unref());
    if ((await Promise.race([all, slow])) === 'slow') await meanwhile(soFar);
  }
  return all;
}

async function devicesOf(flows: Flows, facts: DetectionFacts) {
  if (!facts.device) return undefined;
  const at = facts.alert.lastActivityAt ?? facts.alert.createdAt;
  return resolveDevice(flows, facts.tenant, facts.device, at, { priority: 'background' });
}

async function deliver(flows: Flows, tenant: Tenant, key: string, content: Content, thread?: MessageRef): Promise<MessageRef> {
  const message = {
    channel: thread?.channel ?? tenant.channels.detections,
    threadTs: thread?.ts,
    key,
    content,
    broadcast: content.kind === 'thread_note',
  };
  return (await deliverMessage(flows, tenant.id, message)).ref;
}

/** What was said last is kept apart from what the card shows: a crash between the two must not swallow the note. */
async function sayRise(
  flows: Flows,
  tenant: Tenant,
  record: DetectionRecord,
  { severity, device, alert }: DetectionFacts,
  thread: MessageRef,
): Promise<void> {
  const said = `severity-said/${record.alertId}`;
  const from = await flows.store.cached<Severity>(tenant.id, said);
  if (from === severity) return;
  if (from && RANK[severity] > RANK[from]) {
    const key = messageKey(tenant.id, record.alertId, 'rise', from, severity, record.alert.updatedAt);
    // It is also shown in the channel, away from its card, so it names what it is about.
    const text = `Severity rose from ${from} to ${severity}: ${alert.title}${device?.name ? `, on ${device.name}` : ''}.`;
    await deliver(flows, tenant, key, { kind: 'thread_note', text }, thread);
  }
  await flows.store.cache(tenant.id, said, severity, SNAPSHOT_MS);
}
