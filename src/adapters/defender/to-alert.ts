import type { Alert } from '../../core/alert';
import { readEach, type Skipped } from './read';
import { comment, evidence, type GraphAlert } from './schema-alert';
import { present, toEvidence } from './to-evidence';

/** An alert without times is still an alert; it sorts before all others. */
const NEVER = '1970-01-01T00:00:00Z';

const given = (value: string | undefined): string | undefined => (value === 'unknown' ? undefined : value);

/** A Graph alert in our words. Broken evidence and comments are left out one by one. */
export function toAlert(tenant: string, alert: GraphAlert, skipped: Skipped): Alert {
  const updatedAt = alert.lastUpdateDateTime ?? alert.createdDateTime ?? NEVER;
  return present({
    tenant,
    id: alert.id,
    title: alert.title ?? 'Alert without a title',
    description: alert.description,
    severity: alert.severity,
    status: alert.status,
    classification: given(alert.classification),
    determination: given(alert.determination),
    category: alert.category,
    serviceSource: alert.serviceSource,
    detectionSource: alert.detectionSource,
    threatName: alert.threatDisplayName ?? alert.threatFamilyName,
    techniques: alert.mitreTechniques,
    assignedTo: alert.assignedTo,
    incidentId: alert.incidentId,
    webUrl: alert.alertWebUrl,
    recommendedActions: alert.recommendedActions,
    createdAt: alert.createdDateTime ?? updatedAt,
    updatedAt,
    resolvedAt: alert.resolvedDateTime,
    firstActivityAt: alert.firstActivityDateTime,
    lastActivityAt: alert.lastActivityDateTime,
    evidence: readEach(alert.evidence, evidence, 'evidence', skipped).map((piece) => toEvidence(piece, skipped)),
    comments: readEach(alert.comments, comment, 'comment', skipped).map((one) =>
      present({ text: one.comment, by: one.createdByDisplayName ?? one.createdBy, at: one.createdDateTime }),
    ),
  });
}
