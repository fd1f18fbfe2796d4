import type { z } from 'zod';
import { compareInstants } from '../../core/instant';
import type { IncidentSummary } from '../../core/look-up';
import type { Defender } from '../../ports/defender';
import { limits } from '../http/limits';
import { itemOf, listOf } from './answers';
import type { Caller } from './caller';
import { utcInstant } from './checks';
import { readEach } from './read';
import { alert, column, hunting, incident, row } from './schema-alert';
import { toAlert } from './to-alert';
import { present } from './to-evidence';

const ALERTS = '/v1.0/security/alerts_v2';
const INCIDENTS = '/v1.0/security/incidents';

/** Graph clamps a larger page without saying so (elastic/integrations#20234). */
const MOST_PER_PAGE = 1_000;
const MOST_INCIDENTS = 50;

/** Without this, members newer than the API version read `unknownFutureValue`. */
const NEW_MEMBERS = { Prefer: 'include-unknown-enum-members' };

type GraphPart = Pick<Defender, 'listAlerts' | 'getAlert' | 'updateAlert' | 'commentAlert' | 'getIncident' | 'listIncidents' | 'hunt'>;

const toIncident = (one: z.infer<typeof incident>): IncidentSummary =>
  present({
    // Of two incidents that were merged only the other goes on.
    id: one.redirectIncidentId ?? one.id,
    title: one.displayName,
    severity: one.severity,
    status: one.status,
    assignedTo: one.assignedTo,
    url: one.incidentWebUrl,
  });

/** Alerts, incidents and hunting: Microsoft Graph v1.0. */
export function createGraph(caller: Caller): GraphPart {
  const path = (id: string, rest = '') => `${ALERTS}/${encodeURIComponent(id)}${rest}`;
  const readAlert = (body: unknown) =>
    caller.reading((skipped) => toAlert(caller.tenant, itemOf(caller, 'graph', body, alert, 'an alert'), skipped));

  return {
    listAlerts: async ({ since, top, skip }, options) => {
      const asked = Math.min(top, MOST_PER_PAGE);
      const body = await caller.graph({
        path: ALERTS,
        query: {
          $filter: `lastUpdateDateTime ge ${utcInstant(since)}`,
          $orderby: 'lastUpdateDateTime asc',
          $top: String(asked),
          ...(skip ? { $skip: String(skip) } : {}),
        },
        headers: NEW_MEMBERS,
        options,
      });
      const { items, more } = listOf(caller, 'graph', body);
      const alerts = caller.reading((skipped) =>
        readEach(items, alert, 'alert', skipped).map((one) => toAlert(caller.tenant, one, skipped)),
      );
      // A service that does not honour the order must not make the cursor jump over what it sent last.
      alerts.sort((a, b) => compareInstants(a.updatedAt, b.updatedAt));
      return { alerts, full: more || items.length >= asked };
    },

    getAlert: async (id, options) => readAlert(await caller.graph({ path: path(id), headers: NEW_MEMBERS, options, retry404: true })),

    updateAlert: async (id, change, options) =>
      readAlert(await caller.graph({ method: 'PATCH', path: path(id), headers: NEW_MEMBERS, body: change, effect: 'repeatable', options })),

    commentAlert: async (id, comment, options) => {
      const body = { '@odata.type': 'microsoft.graph.security.alertComment', comment };
      await caller.graph({ method: 'POST', path: path(id, '/comments'), body, effect: 'once', options });
    },

    getIncident: async (id, options) => {
      const body = await caller.graph({ path: `${INCIDENTS}/${encodeURIComponent(id)}`, options, retry404: true });
      return toIncident(itemOf(caller, 'graph', body, incident, 'an incident'));
    },

    listIncidents: async ({ since, top }, options) => {
      const query = {
        $filter: `lastUpdateDateTime ge ${utcInstant(since)}`,
        $top: String(Math.min(top, MOST_INCIDENTS)),
      };
      const { items } = listOf(caller, 'graph', await caller.graph({ path: INCIDENTS, query, options }));
      return caller.reading((skipped) => readEach(items, incident, 'incident', skipped).map(toIncident));
    },

    hunt: async (query, timespan, options) => {
      const body = await caller.graph({
        method: 'POST',
        path: '/v1.0/security/runHuntingQuery',
        body: { Query: query, Timespan: timespan },
        limit: limits.hunting,
        options,
      });
      const result = itemOf(caller, 'graph', body, hunting, 'a hunting result');
      return caller.reading((skipped) => ({
        columns: readEach(result.columns, column, 'column', skipped),
        rows: readEach(result.rows, row, 'row', skipped).map(withoutTypeNotes),
      }));
    },
  };
}

/** Rows carry `Column@odata.type` beside some columns. */
const withoutTypeNotes = (one: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(one).filter(([name]) => !name.includes('@odata.')));
