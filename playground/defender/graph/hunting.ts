import { badRequest, invalidBody } from '../fault';
import type { QueryParser } from '../kql/language';
import { runQuery } from '../kql/run';
import { KqlError } from '../kql/value';
import type { Call, Reply } from '../route';
import { huntingRows } from '../world/hunting-rows';
import { timespanOf } from './timespan';

const MOST_ROWS = 100_000;

/** Property names are taken in any case, as the service does. */
function property(body: object, name: string): unknown {
  return Object.entries(body).find(([key]) => key.toLowerCase() === name)?.[1];
}

/** `POST /v1.0/security/runHuntingQuery`: really evaluated; whatever is wrong or not supported is 400 and named. */
export function runHuntingQuery(parse: QueryParser): (call: Call) => Reply {
  return (call) => {
    if (!call.body || typeof call.body !== 'object') throw invalidBody('Request body is incorrect');
    const query = property(call.body, 'query');
    if (typeof query !== 'string' || query.trim() === '') throw badRequest('Query cannot be empty.');
    const span = timespanOf(property(call.body, 'timespan'), call.now);
    try {
      const { schema, results } = runQuery(parse, query, {
        rows: (table) => huntingRows(call.tenant, table, call.now),
        nowMs: call.now,
        ...span,
      });
      const context = `${call.base}/v1.0/$metadata#microsoft.graph.security.huntingQueryResults`;
      return { status: 200, body: { '@odata.context': context, schema, results: results.slice(0, MOST_ROWS) } };
    } catch (error) {
      if (error instanceof KqlError) throw badRequest(error.message);
      throw error;
    }
  };
}
