import type { CaseRecord } from './case-record';
import { caseView } from './case-view';
import type { DetectionCard, RemediationView } from './detection-card';
import type { DetectionFacts } from './detection-facts';
import type { Enrichment, Isolation, LookUp } from './look-up';
import type { RemediationRecord } from './remediation/record';

const iso = (ms: number): string => new Date(ms).toISOString();

/** A stored remediation as people see it. */
export function remediationView(record: RemediationRecord): RemediationView {
  const { operation, action, state, deviceName, machineId, isolationType, reason, machineAction, trouble, dryRun } = record;
  return {
    operation,
    action,
    state,
    deviceName,
    machineId,
    isolationType,
    askedBy: record.askedBy.user,
    askedAt: iso(record.askedAtMs),
    reason,
    machineAction,
    trouble,
    dryRun,
    updatedAt: iso(record.updatedAtMs),
  };
}

/** Our own last confirmed action on the device is newer than anything looked up before it. */
function isolationNow(lookedUp: LookUp<Isolation>, remediations: RemediationRecord[]): LookUp<Isolation> {
  const last = remediations.filter(({ state, dryRun }) => state === 'confirmed' && !dryRun).at(-1);
  if (!last) return lookedUp;
  const at = iso(last.updatedAtMs);
  if (lookedUp.state === 'known' && lookedUp.at > at) return lookedUp;
  const isolated = last.action === 'contain_host';
  return {
    state: 'known',
    at,
    value: {
      state: isolated ? 'isolated' : 'not_isolated',
      type: last.isolationType,
      since: at,
      by: last.askedBy.name ?? last.askedBy.user,
    },
  };
}

/** All that the root message shows, from what is stored and looked up. */
export function buildCard(parts: {
  detection: string;
  tenantName: string;
  facts: DetectionFacts;
  enrichment: Enrichment;
  triage: CaseRecord;
  remediations: RemediationRecord[];
  seenAtMs: number;
  dryRun: boolean;
}): DetectionCard {
  const { detection, tenantName, facts, enrichment, triage, remediations, seenAtMs, dryRun } = parts;
  return {
    detection,
    tenantName,
    facts,
    enrichment: { ...enrichment, isolation: isolationNow(enrichment.isolation, remediations) },
    triage: caseView(triage),
    remediations: remediations.map(remediationView),
    seenAt: iso(seenAtMs),
    dryRun,
    notes: [],
  };
}
