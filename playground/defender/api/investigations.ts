import { notFound } from '../fault';
import { listRows } from '../odata/list';
import type { Call, Reply } from '../route';
import { contextOf, defenderList } from './entity';

const INVESTIGATION_LIST = defenderList(['startTime', 'id', 'state', 'machineId', 'triggeringAlertId']);

export function listInvestigations(call: Call): Reply {
  const { rows } = listRows(call.tenant.investigations, call.query, INVESTIGATION_LIST);
  return { status: 200, body: { ...contextOf(call, 'Investigations'), value: rows } };
}

export function getInvestigation(call: Call): Reply {
  const found = call.tenant.investigations.find((investigation) => investigation.id === call.params.id);
  if (!found) throw notFound(`Investigation ${call.params.id} was not found`);
  return { status: 200, body: { ...contextOf(call, 'Investigations/$entity'), ...found } };
}
