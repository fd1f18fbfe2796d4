import { badRequest, ServiceFault } from '../fault';
import { type ListRules, listRows } from '../odata/list';
import type { Call, Reply } from '../route';
import { timeKey } from '../world/time';
import type { GraphAlert } from '../world/types';
import { applyChange, readChange } from './alert-change';
import { pageBody } from './page';

const ALERT_LIST: ListRules = {
  filterable: [
    'assignedTo',
    'classification',
    'determination',
    'createdDateTime',
    'lastUpdateDateTime',
    'severity',
    'serviceSource',
    'status',
  ],
  sortable: ['createdDateTime', 'lastUpdateDateTime', 'severity', 'status'],
  defaultTop: 100,
  mostTop: 1000,
  mostSkip: 500,
  refuse: badRequest,
};

function newestFirst(a: GraphAlert, b: GraphAlert): number {
  return (timeKey(b.createdDateTime) ?? '') < (timeKey(a.createdDateTime) ?? '') ? -1 : 1;
}

export function findAlert(call: Call): GraphAlert {
  const found = call.tenant.alerts.find((alert) => alert.id === call.params.id);
  if (!found) throw new ServiceFault(404, 'NotFound', `Alert '${call.params.id}' was not found.`);
  return found;
}

export function listAlerts(call: Call): Reply {
  const result = listRows([...call.tenant.alerts].sort(newestFirst), call.query, ALERT_LIST);
  return { status: 200, body: pageBody(call, 'security/alerts_v2', result) };
}

const context = (call: Call) => ({ '@odata.context': `${call.base}/v1.0/$metadata#security/alerts_v2/$entity` });

export function getAlert(call: Call): Reply {
  return { status: 200, body: { ...context(call), ...findAlert(call) } };
}

export function patchAlert(call: Call): Reply {
  const alert = findAlert(call);
  applyChange(alert, readChange(call.body), call.world.stamp(call.now));
  return { status: 200, body: { ...context(call), ...alert } };
}

/** `POST …/comments`: answers with all comments of the alert. */
export function postComment(call: Call): Reply {
  const alert = findAlert(call);
  const text = call.body && typeof call.body === 'object' ? (call.body as Record<string, unknown>).comment : undefined;
  if (typeof text !== 'string' || text === '') throw badRequest("Invalid request body: property 'comment' is required.");
  const at = call.world.stamp(call.now);
  alert.comments.push({
    '@odata.type': '#microsoft.graph.security.alertComment',
    comment: text,
    createdByDisplayName: call.tenant.appName,
    createdDateTime: at,
  });
  alert.lastUpdateDateTime = at;
  return {
    status: 200,
    body: { '@odata.context': `${call.base}/v1.0/$metadata#Collection(microsoft.graph.security.alertComment)`, value: alert.comments },
  };
}
