import type { DeviceFacts } from '../core/detection-facts';
import type { DeviceState } from '../core/look-up';
import type { CallOptions } from '../ports/defender';
import type { Flows } from './context';
import { lookUp } from './look-up';

const TTL_MS = 10 * 60_000;

/**
 * The machines that a detection's device may be: exactly one, or the several between which a person must choose, or none.
 * By Defender's id where the alert has it, else by name, else by the address it had at `at` (UTC string).
 * Answers undefined when Defender could not be asked.
 */
export async function resolveDevice(
  flows: Flows,
  tenant: string,
  device: DeviceFacts,
  at: string,
  options: CallOptions,
): Promise<DeviceState[] | undefined> {
  const defender = flows.defender.of(tenant);
  const { id, name, ip } = device;
  const question = id
    ? { key: `resolve/id/${id}`, ask: async () => [await defender.getMachine(id, options)] }
    : name
      ? { key: `resolve/name/${name.toLowerCase()}`, ask: () => defender.findMachinesByName(name, options) }
      : ip
        ? { key: `resolve/ip/${ip}/${at}`, ask: () => defender.findMachinesByIp(ip, at, options) }
        : undefined;
  if (!question) return [];
  const answer = await lookUp(flows, tenant, { ...question, ttlMs: TTL_MS });
  if (answer.state === 'none') return [];
  if (answer.state !== 'known') return undefined;
  // A name may belong to a record that was merged into another or excluded: only current ones can be acted on.
  const current = answer.value.filter((candidate) => candidate.current);
  return current.length > 0 ? current : answer.value;
}
