import type { CaseView } from './case-view';
import type { DetectionFacts } from './detection-facts';
import type { Enrichment } from './look-up';
import type { MachineAction } from './machine-action';

/** State of one remediation as people see it; the words are in `blocks/`. */
export interface RemediationView {
  operation: string;
  action: 'contain_host' | 'release_host';
  state: RemediationStateName;
  deviceName: string;
  machineId: string;
  isolationType?: 'Full' | 'Selective';
  askedBy: string;
  askedAt: string;
  reason: string;
  machineAction?: Pick<MachineAction, 'id' | 'status' | 'createdAt' | 'updatedAt' | 'errorHResult'>;
  /** A sentence for people where it did not go as asked. */
  trouble?: string;
  dryRun: boolean;
  updatedAt: string;
}

/**
 * asked: stored and audited, not yet sent. sending: the POST is going out. unknown: the answer was lost, being looked up.
 * accepted: Defender took it (`machineAction` names it). confirmed: Defender says Succeeded. The rest are ends without success.
 */
export type RemediationStateName =
  | 'asked'
  | 'sending'
  | 'unknown'
  | 'accepted'
  | 'confirmed'
  | 'failed'
  | 'timed_out'
  | 'cancelled'
  | 'refused'
  | 'not_sent';

/** All that the root message of a detection shows. Built by `core`, drawn by `blocks/detection-card.ts`. */
export interface DetectionCard {
  /** Opaque id in every button: the only thing that is trusted of a click, and only to find the record. */
  detection: string;
  tenantName: string;
  facts: DetectionFacts;
  enrichment: Enrichment;
  triage: CaseView;
  remediations: RemediationView[];
  /** When Tocsin first saw it, UTC. */
  seenAt: string;
  dryRun: boolean;
  /** Set on a card that could not be drawn in full: what was left out. */
  notes: string[];
}
