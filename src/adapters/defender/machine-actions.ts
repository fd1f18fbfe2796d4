import type { z } from 'zod';
import type { TocsinError } from '../../core/errors';
import { compareInstants } from '../../core/instant';
import type { MachineAction } from '../../core/machine-action';
import type { Defender } from '../../ports/defender';
import { failure } from '../http/failure';
import { itemOf, listOf, orNone } from './answers';
import { type Caller, PERSON } from './caller';
import { machineId, quoted, utcInstant } from './checks';
import { readEach } from './read';
import { machineAction } from './schema-device';
import { present } from './to-evidence';

const DEFAULT_TOP = 50;

type ActionsPart = Pick<Defender, 'isolate' | 'unisolate' | 'listMachineActions' | 'getMachineAction' | 'cancelMachineAction'>;

const toAction = (one: z.infer<typeof machineAction>): MachineAction =>
  present({
    id: one.id,
    type: one.type,
    scope: one.scope,
    status: one.status,
    machineId: one.machineId,
    computerDnsName: one.computerDnsName,
    requestor: one.requestor,
    comment: one.requestorComment,
    createdAt: one.creationDateTimeUtc,
    updatedAt: one.lastUpdateDateTimeUtc ?? one.lastUpdateTimeUtc,
    errorHResult: one.errorHResult,
  });

/** Isolation and Defender's record of actions: Defender for Endpoint API. Nothing here is ever sent twice. */
export function createMachineActions(caller: Caller): ActionsPart {
  /** An action that was taken but whose record we cannot trust is looked up, not sent again. */
  const unclear = (message: string): TocsinError =>
    failure({ service: caller.names.defender, effect: 'once', tenant: caller.tenant }, 'outcome_unknown', { message });

  const post = async (path: string, body: object): Promise<MachineAction> => {
    const answer = machineAction.safeParse(await caller.defender({ method: 'POST', path, body, effect: 'once', options: PERSON }));
    if (!answer.success) throw unclear('the action was taken, but its record cannot be read');
    return toAction(answer.data);
  };

  const order = async (id: string, verb: string, body: object): Promise<MachineAction> => {
    const machine = machineId(id);
    const action = await post(`/api/machines/${machine}/${verb}`, body);
    if (action.machineId !== machine) throw unclear(`the answer to ${verb} is about another machine`);
    return action;
  };

  return {
    isolate: async (id, { type, comment }) => order(id, 'isolate', { Comment: comment, IsolationType: type }),
    unisolate: async (id, { comment }) => order(id, 'unisolate', { Comment: comment }),

    listMachineActions: async ({ machineId: machine, type, since, top = DEFAULT_TOP }, options) => {
      const wanted = machine === undefined ? undefined : machineId(machine);
      const conditions = [
        wanted && `machineId eq ${quoted(wanted)}`,
        type && `type eq ${quoted(type)}`,
        since && `creationDateTimeUtc ge ${utcInstant(since)}`,
      ].filter((condition) => condition !== undefined);
      const query = {
        ...(conditions.length > 0 ? { $filter: conditions.join(' and ') } : {}),
        $orderby: 'creationDateTimeUtc desc',
        $top: String(top),
      };
      const body = await orNone(caller.defender({ path: '/api/machineactions', query, options }), { value: [] });
      const { items } = listOf(caller, 'defender', body);
      const actions = caller.reading((skipped) => readEach(items, machineAction, 'machine action', skipped).map(toAction));
      // Isolation is derived from this list: an action of another machine in it must not count.
      return actions
        .filter((action) => wanted === undefined || action.machineId === wanted)
        .sort((a, b) => compareInstants(b.createdAt ?? '', a.createdAt ?? ''));
    },

    getMachineAction: async (id, options) => {
      const body = await caller.defender({ path: `/api/machineactions/${encodeURIComponent(id)}`, options, retry404: true });
      return toAction(itemOf(caller, 'defender', body, machineAction, 'a machine action'));
    },

    cancelMachineAction: (id, comment) => post(`/api/machineactions/${encodeURIComponent(id)}/cancel`, { Comment: comment }),
  };
}
