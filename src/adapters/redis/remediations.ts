import type { RemediationStateName } from '../../core/detection-card';
import type { RemediationRecord } from '../../core/remediation/record';
import type { AcceptResult, Store } from '../../ports/store';
import { ask, type RedisClient } from './client';
import { keys } from './keys';
import * as scripts from './scripts';

const KEEP_MS = 90 * 24 * 3_600_000;

/** States in which the machine is free for another remediation. */
const ENDED: readonly RemediationStateName[] = ['confirmed', 'failed', 'timed_out', 'cancelled', 'refused', 'not_sent'];

type RemediationStore = Pick<
  Store,
  'acceptRemediation' | 'usedLastHour' | 'remediation' | 'saveRemediation' | 'remediationsOf' | 'openRemediations' | 'openRemediationOf'
>;

export function createRemediationStore(client: RedisClient): RemediationStore {
  const remediation = async (tenant: string, operation: string): Promise<RemediationRecord | undefined> => {
    const body = await ask(() => client.hGet(keys.operation(tenant, operation), 'body'));
    return body ? (JSON.parse(body) as RemediationRecord) : undefined;
  };
  const all = async (tenant: string, operations: string[]): Promise<RemediationRecord[]> => {
    const records = await Promise.all(operations.map((operation) => remediation(tenant, operation)));
    return records.filter((record) => record !== undefined);
  };

  return {
    acceptRemediation: async (record, maxPerHour): Promise<AcceptResult> => {
      const { tenant, operation, machineId, detection } = record;
      const answer = (await scripts.run(
        client,
        scripts.accept,
        [keys.operation(tenant, operation), keys.openMachines(tenant), keys.acceptedLastHour(tenant), keys.operationsOf(tenant, detection)],
        [JSON.stringify({ ...record, version: 1 }), machineId, operation, String(maxPerHour), String(KEEP_MS)],
      )) as [number, ('already_open' | 'limit_reached')?, string?];
      if (answer[0] === 1) return { accepted: true };
      if (answer[1] === 'already_open') return { accepted: false, because: 'already_open', operation: answer[2] ?? '' };
      return { accepted: false, because: 'limit_reached', used: Number(answer[2]) };
    },

    usedLastHour: async (tenant) => Number(await scripts.run(client, scripts.countLastHour, [keys.acceptedLastHour(tenant)], [])),

    remediation,

    saveRemediation: async (record) => {
      const { tenant, operation, machineId, version } = record;
      const saved = await scripts.run(
        client,
        scripts.saveOperation,
        [keys.operation(tenant, operation), keys.openMachines(tenant)],
        [String(version - 1), String(version), JSON.stringify(record), machineId, operation, ENDED.includes(record.state) ? '1' : '0'],
      );
      return saved === 1;
    },

    remediationsOf: async (tenant, detection) => all(tenant, await ask(() => client.zRange(keys.operationsOf(tenant, detection), 0, -1))),

    openRemediations: async (tenant) => all(tenant, Object.values(await ask(() => client.hGetAll(keys.openMachines(tenant))))),

    openRemediationOf: async (tenant, machineId) => {
      const operation = await ask(() => client.hGet(keys.openMachines(tenant), machineId));
      return operation ? remediation(tenant, operation) : undefined;
    },
  };
}
