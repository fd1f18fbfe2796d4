import { notFound } from '../fault';
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

export function getIndicator(call: Call): Reply {
  const found = call.tenant.indicators.find((indicator) => indicator.id === call.params.id);
  if (!found) throw notFound(`Indicator ${call.params.id} was not found`);
  return { status: 200, body: { ...contextOf(call, 'Indicators/$entity'), ...found } };
}
