import { missingParameter, ServiceFault } from '../fault';
import type { Device } from '../world/types';

/** One `POST /api/machines/{id}/<verb>`: its permission, its action's type, the keys it takes and where it does not work. */
export interface ActionVerb {
  verb: string;
  type: string;
  role: string;
  /** Body keys beside `Comment`, all required, with their allowed values (none = any text). */
  keys: Record<string, string[] | undefined>;
  /** The key that becomes the action's `scope`. */
  scope?: string;
  check(device: Device, scope: string | null): void;
}

const noSuchOs = (device: Device, type: string) =>
  new ServiceFault(400, 'OsPlatformNotSupported', `${type} is not supported on ${device.machine.osPlatform}.`);

function older(version: string, than: string): boolean {
  const [a, b] = [version.split('.').map(Number), than.split('.').map(Number)];
  const index = b.findIndex((part, at) => (a[at] ?? 0) !== part);
  return index >= 0 && (a[index] ?? 0) < (b[index] ?? 0);
}

const ISOLATES = /^(Windows1[01]|WindowsServer|macOS|Ubuntu|RedHat|Debian|CentOS|SUSE|Linux)/;
const WINDOWS = /^Windows(1[01]|Server)/;
/** Oldest macOS client that can be isolated. */
const MAC_ISOLATION = '101.98.84';

function checkIsolation(device: Device, scope: string | null): void {
  const { osPlatform, agentVersion } = device.machine;
  if (!ISOLATES.test(osPlatform)) throw noSuchOs(device, 'Isolation');
  if (osPlatform === 'macOS' && older(agentVersion, MAC_ISOLATION)) {
    throw new ServiceFault(400, 'ClientVersionNotSupported', `Client version ${agentVersion} does not support isolation.`);
  }
  if (scope === 'Selective' && !WINDOWS.test(osPlatform) && osPlatform !== 'macOS') throw noSuchOs(device, 'Selective isolation');
  if (scope === 'UnManagedDevice') {
    throw new ServiceFault(400, 'InvalidInput', 'IsolationType UnManagedDevice applies to devices that are not onboarded.');
  }
}

function onlyWindows(device: Device): void {
  if (!WINDOWS.test(device.machine.osPlatform)) throw noSuchOs(device, 'This action');
}

const anywhere = () => undefined;

export const ACTION_VERBS: ActionVerb[] = [
  {
    verb: 'isolate',
    type: 'Isolate',
    role: 'Machine.Isolate',
    keys: { IsolationType: ['Full', 'Selective', 'UnManagedDevice'] },
    scope: 'IsolationType',
    check: checkIsolation,
  },
  { verb: 'unisolate', type: 'Unisolate', role: 'Machine.Isolate', keys: {}, check: checkIsolation },
  { verb: 'restrictCodeExecution', type: 'RestrictCodeExecution', role: 'Machine.RestrictExecution', keys: {}, check: onlyWindows },
  { verb: 'unrestrictCodeExecution', type: 'UnrestrictCodeExecution', role: 'Machine.RestrictExecution', keys: {}, check: onlyWindows },
  {
    verb: 'runAntiVirusScan',
    type: 'RunAntiVirusScan',
    role: 'Machine.Scan',
    keys: { ScanType: ['Quick', 'Full'] },
    scope: 'ScanType',
    check: anywhere,
  },
  {
    verb: 'collectInvestigationPackage',
    type: 'CollectInvestigationPackage',
    role: 'Machine.CollectForensics',
    keys: {},
    check: anywhere,
  },
  {
    verb: 'StopAndQuarantineFile',
    type: 'StopAndQuarantineFile',
    role: 'Machine.StopAndQuarantine',
    keys: { Sha1: undefined },
    check: onlyWindows,
  },
];

/** The body of an action: keys are case-sensitive, all required; what is wrong is said as the service says it. */
export function readActionBody(keys: ActionVerb['keys'], body: unknown): { comment: string; values: Record<string, string> } {
  if (!body || typeof body !== 'object' || Array.isArray(body))
    throw new ServiceFault(400, 'InvalidRequestBody', 'Request body is incorrect');
  const given = body as Record<string, unknown>;
  const read = (key: string): string => {
    const value = given[key];
    if (value === undefined || value === null || value === '') throw missingParameter(key);
    if (typeof value !== 'string') throw new ServiceFault(400, 'InvalidRequestBody', 'Request body is incorrect');
    return value;
  };
  const comment = read('Comment');
  const values: Record<string, string> = {};
  for (const [key, allowed] of Object.entries(keys)) {
    const value = read(key);
    if (allowed && !allowed.includes(value)) throw new ServiceFault(400, 'InvalidInput', `'${value}' is not a valid ${key}.`);
    values[key] = value;
  }
  return { comment, values };
}
