import { listRows } from '../odata/list';
import type { Call, Reply } from '../route';
import { contextOf, defenderList } from './entity';

const INDICATOR_LIST = defenderList([
  'application',
  'createdByDisplayName',
  'expirationTime',
  'generateAlert',
  'title',
  'rbacGroupNames',
  'rbacGroupIds',
  'indicatorValue',
  'indicatorType',
  'creationTimeDateTimeUtc',
  'createdBy',
  'action',
  'severity',
]);

export function listIndicators(call: Call): Reply {
  return {
    status: 200,
    body: { ...contextOf(call, 'Indicators'), value: listRows(call.tenant.indicators, call.query, INDICATOR_LIST).rows },
  };
}
