import { badRequest, ServiceFault } from '../fault';
import { type ListRules, listRows } from '../odata/list';
import type { Call, Reply } from '../route';
import type { GraphIncident } from '../world/types';
import { pageBody } from './page';

const INCIDENT_LIST: ListRules = {
  filterable: ['assignedTo', 'classification', 'createdDateTime', 'determination', 'lastUpdateDateTime', 'severity', 'status'],
  sortable: ['createdDateTime', 'lastUpdateDateTime'],
  defaultTop: 50,
  mostTop: 50,
  refuse: badRequest,
};

function withAlerts(call: Call, incident: GraphIncident): object {
  const expand = call.query.get('$expand');
  if (expand === null) return incident;
  if (expand !== 'alerts') throw badRequest(`Parsing OData Select and Expand failed: '${expand}' is not a navigation property.`);
  return { ...incident, alerts: call.tenant.alerts.filter((alert) => alert.incidentId === incident.id) };
}

export function listIncidents(call: Call): Reply {
  const result = listRows([...call.tenant.incidents].reverse(), call.query, INCIDENT_LIST);
  const rows = result.rows.map((incident) => withAlerts(call, incident));
  return { status: 200, body: pageBody(call, 'security/incidents', { ...result, rows }) };
}

export function getIncident(call: Call): Reply {
  const found = call.tenant.incidents.find((incident) => incident.id === call.params.id);
  if (!found) throw new ServiceFault(404, 'NotFound', `Incident '${call.params.id}' was not found.`);
  return { status: 200, body: { '@odata.context': `${call.base}/v1.0/$metadata#security/incidents/$entity`, ...withAlerts(call, found) } };
}
