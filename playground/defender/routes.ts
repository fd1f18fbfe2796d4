import { ACTION_VERBS } from './api/action-verbs';
import { getFile, getFileStats } from './api/files';
import { getIndicator, listIndicators } from './api/indicators';
import { getInvestigation, listInvestigations } from './api/investigations';
import { cancelAction, getAction, listActions, requestAction } from './api/machine-actions';
import { findByIp, getMachine, listMachines, machineAlerts, machineLogonUsers } from './api/machines';
import { domainStats, ipStats } from './api/network';
import { userAlerts, userMachines } from './api/users';
import { getAlert, listAlerts, patchAlert, postComment } from './graph/alerts';
import { runHuntingQuery } from './graph/hunting';
import { getIncident, listIncidents } from './graph/incidents';
import { createQueryParser } from './kql/language';
import type { Route } from './route';

const READ_ALERTS = ['SecurityAlert.Read.All', 'SecurityAlert.ReadWrite.All'];
const WRITE_ALERTS = ['SecurityAlert.ReadWrite.All'];
const READ_INCIDENTS = ['SecurityIncident.Read.All', 'SecurityIncident.ReadWrite.All'];

const ALERT = ['Alert.Read.All', 'Alert.ReadWrite.All'];
const MACHINE = ['Machine.Read.All', 'Machine.ReadWrite.All'];
const INDICATOR = ['Ti.ReadWrite', 'Ti.ReadWrite.All'];

const graph = { family: 'graph', limit: 'graph-security' } as const;
const api = { method: 'GET', family: 'defender', limit: 'defender' } as const;
const post = { ...api, method: 'POST' } as const;

/** Every end point: one row. The first that fits is taken, so the narrower path comes first. */
export const createRoutes = (): Route[] => [
  { ...graph, method: 'GET', path: '/v1.0/security/alerts_v2', roles: READ_ALERTS, handle: listAlerts },
  { ...graph, method: 'GET', path: '/v1.0/security/alerts_v2/:id', roles: READ_ALERTS, handle: getAlert },
  { ...graph, method: 'PATCH', path: '/v1.0/security/alerts_v2/:id', roles: WRITE_ALERTS, handle: patchAlert },
  { ...graph, method: 'POST', path: '/v1.0/security/alerts_v2/:id/comments', roles: WRITE_ALERTS, handle: postComment },
  { ...graph, method: 'GET', path: '/v1.0/security/incidents', roles: READ_INCIDENTS, handle: listIncidents },
  { ...graph, method: 'GET', path: '/v1.0/security/incidents/:id', roles: READ_INCIDENTS, handle: getIncident },
  {
    ...graph,
    method: 'POST',
    path: '/v1.0/security/runHuntingQuery',
    roles: ['ThreatHunting.Read.All'],
    limit: 'hunting',
    handle: runHuntingQuery(createQueryParser()),
  },

  { ...api, path: '/api/machines', roles: MACHINE, handle: listMachines },
  { ...api, path: '/api/machines/findbyip(:args)', roles: MACHINE, handle: findByIp },
  { ...api, path: '/api/machines/:id', roles: MACHINE, handle: getMachine },
  { ...api, path: '/api/machines/:id/logonusers', roles: ['User.Read.All'], handle: machineLogonUsers },
  { ...api, path: '/api/machines/:id/alerts', roles: ALERT, handle: machineAlerts },
  ...ACTION_VERBS.map(
    (verb): Route => ({ ...post, path: `/api/machines/:id/${verb.verb}`, roles: [verb.role], handle: requestAction(verb) }),
  ),

  { ...api, path: '/api/machineactions', roles: MACHINE, handle: listActions },
  { ...api, path: '/api/machineactions/:id', roles: MACHINE, handle: getAction },
  { ...post, path: '/api/machineactions/:id/cancel', roles: [...new Set(ACTION_VERBS.map((verb) => verb.role))], handle: cancelAction },

  { ...api, path: '/api/files/:hash', roles: ['File.Read.All'], handle: getFile },
  { ...api, path: '/api/files/:hash/stats', roles: ['File.Read.All'], handle: getFileStats },
  { ...api, path: '/api/ips/:ip/stats', roles: ['Ip.Read.All'], handle: ipStats },
  { ...api, path: '/api/domains/:host/stats', roles: ['URL.Read.All'], handle: domainStats },
  { ...api, path: '/api/users/:name/alerts', roles: ALERT, handle: userAlerts },
  { ...api, path: '/api/users/:name/machines', roles: MACHINE, handle: userMachines },
  { ...api, path: '/api/indicators', roles: INDICATOR, handle: listIndicators },
  { ...api, path: '/api/indicators/:id', roles: INDICATOR, handle: getIndicator },
  { ...api, path: '/api/investigations', roles: ALERT, handle: listInvestigations },
  { ...api, path: '/api/investigations/:id', roles: ALERT, handle: getInvestigation },
];
