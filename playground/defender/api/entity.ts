import { odataError } from '../fault';
import type { ListRules } from '../odata/list';
import type { Call } from '../route';

/** `@odata.context` of the Defender API's answers. */
export function contextOf(call: Call, type: string): { '@odata.context': string } {
  return { '@odata.context': `${call.base}/api/$metadata#${type}` };
}

/** List rules of the Defender API: `$top` to 10,000, no next link, `ODataError` for a bad clause. */
export function defenderList(fields: string[]): ListRules {
  return { filterable: fields, sortable: fields, defaultTop: 10_000, mostTop: 10_000, refuse: odataError };
}
