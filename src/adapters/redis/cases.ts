import type { CaseRecord } from '../../core/case-record';
import type { Store } from '../../ports/store';
import { ask, type RedisClient } from './client';
import { keys } from './keys';
import * as scripts from './scripts';

/** As long as a remediation: a customer may ask what became of an alert. */
const KEEP_MS = 90 * 24 * 3_600_000;

export function createCaseStore(client: RedisClient): Pick<Store, 'case' | 'saveCase' | 'waitingCases'> {
  return {
    case: async (tenant, alertId) => {
      const body = await ask(() => client.hGet(keys.case(tenant, alertId), 'body'));
      return body ? (JSON.parse(body) as CaseRecord) : undefined;
    },

    saveCase: async (record) => {
      const { tenant, alertId, version, acts, lines } = record;
      const saved = await scripts.run(
        client,
        scripts.saveCase,
        [keys.case(tenant, alertId), keys.waitingCases(tenant)],
        [
          String(version - 1),
          String(version),
          JSON.stringify(record),
          alertId,
          String(KEEP_MS),
          acts.length + lines.length > 0 ? '1' : '0',
        ],
      );
      return saved === 1;
    },

    waitingCases: (tenant) => ask(() => client.sMembers(keys.waitingCases(tenant))),
  };
}
