import { guidOf } from './hash';
import type { GraphAlert, GraphIncident, TenantState } from './types';

const PRODUCT = 'Microsoft Defender for Endpoint';

/** An alert with every key Graph gives, new and without evidence; `values` go over it. */
export function buildAlert(tenant: TenantState, id: string, at: string, values: Partial<GraphAlert>): GraphAlert {
  const incidentId = values.incidentId ?? null;
  return {
    '@odata.type': '#microsoft.graph.security.alert',
    id,
    providerAlertId: id,
    incidentId,
    status: 'new',
    severity: 'medium',
    classification: null,
    determination: null,
    serviceSource: 'microsoftDefenderForEndpoint',
    detectionSource: 'microsoftDefenderForEndpoint',
    productName: PRODUCT,
    detectorId: guidOf(`detector:${values.title ?? ''}`),
    tenantId: tenant.entraTenantId,
    title: 'Suspicious activity',
    description: '',
    recommendedActions: 'Find out whether the activity was expected. If not, isolate the device and collect evidence.',
    category: 'SuspiciousActivity',
    assignedTo: null,
    alertWebUrl: `https://security.microsoft.com/alerts/${id}?tid=${tenant.entraTenantId}`,
    incidentWebUrl: incidentId ? `https://security.microsoft.com/incidents/${incidentId}?tid=${tenant.entraTenantId}` : null,
    actorDisplayName: null,
    threatDisplayName: null,
    threatFamilyName: null,
    mitreTechniques: [],
    investigationState: 'queued',
    createdDateTime: at,
    lastUpdateDateTime: at,
    resolvedDateTime: null,
    firstActivityDateTime: at,
    lastActivityDateTime: at,
    comments: [],
    evidence: [],
    systemTags: [],
    customDetails: null,
    additionalData: null,
    ...values,
  };
}

export function buildIncident(
  tenant: TenantState,
  id: string,
  at: string,
  values: { displayName: string; severity: string },
): GraphIncident {
  return {
    '@odata.type': '#microsoft.graph.security.incident',
    id,
    tenantId: tenant.entraTenantId,
    status: 'active',
    incidentWebUrl: `https://security.microsoft.com/incidents/${id}?tid=${tenant.entraTenantId}`,
    redirectIncidentId: null,
    ...values,
    description: null,
    summary: null,
    createdDateTime: at,
    lastUpdateDateTime: at,
    lastModifiedBy: null,
    assignedTo: null,
    classification: 'unknown',
    determination: 'unknown',
    resolvingComment: null,
    customTags: [],
    systemTags: [],
    comments: [],
  };
}
