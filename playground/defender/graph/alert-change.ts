import { invalidBody } from '../fault';
import type { GraphAlert } from '../world/types';

const STATUS = ['new', 'inProgress', 'resolved'];
const CLASSIFICATION = ['unknown', 'falsePositive', 'truePositive', 'informationalExpectedActivity'];
const DETERMINATION = [
  'unknown',
  'apt',
  'malware',
  'securityPersonnel',
  'securityTesting',
  'unwantedSoftware',
  'other',
  'multiStagedAttack',
  'compromisedAccount',
  'phishing',
  'maliciousUserActivity',
  'notMalicious',
  'notEnoughDataToValidate',
  'confirmedActivity',
  'lineOfBusinessApplication',
];

type Change = Partial<Pick<GraphAlert, 'status' | 'classification' | 'determination' | 'assignedTo'>> & { customDetails?: unknown };

const isText = (value: unknown) => typeof value === 'string' || value === null;

/** What PATCH takes, and the exact values it takes. */
const ACCEPTS: Record<string, (value: unknown) => boolean> = {
  '@odata.type': (value) => value === '#microsoft.graph.security.alert',
  status: (value) => STATUS.includes(String(value)),
  classification: (value) => CLASSIFICATION.includes(String(value)),
  determination: (value) => DETERMINATION.includes(String(value)),
  assignedTo: isText,
  customDetails: (value) => typeof value === 'object',
};

/** Throws `InvalidRequestBody` for an unknown key, a value off the list, or nothing to change. */
export function readChange(body: unknown): Change {
  if (!body || typeof body !== 'object' || Array.isArray(body)) throw invalidBody('Request body is incorrect');
  const entries = Object.entries(body).filter(([key]) => key !== '@odata.type');
  if (entries.length === 0) throw invalidBody('Request body is incorrect: nothing to update.');
  for (const [key, value] of Object.entries(body)) {
    if (!ACCEPTS[key]?.(value)) throw invalidBody(`Request body is incorrect: '${key}' has an invalid value or cannot be updated.`);
  }
  return Object.fromEntries(entries) as Change;
}

/** Every change moves `lastUpdateDateTime`, also for whoever made it. */
export function applyChange(alert: GraphAlert, change: Record<string, unknown>, at: string): void {
  Object.assign(alert, change);
  if (change.status !== undefined) alert.resolvedDateTime = change.status === 'resolved' ? at : null;
  alert.lastUpdateDateTime = at;
}
