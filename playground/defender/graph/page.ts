import type { ListResult } from '../odata/list';
import type { Call } from '../route';

/** A Graph collection; `@odata.nextLink` counts on with `$skip`, so it runs into that option's ceiling as the service's does. */
export function pageBody(call: Call, collection: string, result: ListResult<object>): Record<string, unknown> {
  const body: Record<string, unknown> = { '@odata.context': `${call.base}/v1.0/$metadata#${collection}` };
  if (call.query.get('$count') === 'true') body['@odata.count'] = result.total;
  body.value = result.rows;
  const seen = result.skip + result.rows.length;
  if (seen < result.total && result.rows.length > 0) {
    const query = new URLSearchParams(call.query);
    query.set('$top', String(result.top));
    query.set('$skip', String(seen));
    body['@odata.nextLink'] = `${call.base}/v1.0/${collection}?${query}`;
  }
  return body;
}
