import type {
  Alert,
  DeviceEvidence,
  FileEvidence,
  IpEvidence,
  ProcessEvidence,
  RegistryEvidence,
  UrlEvidence,
  UserEvidence,
} from '../../src/core/alert';

/** An alert without evidence; tests add what they are about. */
export const alertOf = (over: Partial<Alert> = {}): Alert => ({
  tenant: 'contoso',
  id: 'da1_1',
  title: 'Suspicious activity',
  severity: 'medium',
  status: 'new',
  techniques: [],
  createdAt: '2026-11-24T06:00:00Z',
  updatedAt: '2026-11-24T06:00:00Z',
  evidence: [],
  comments: [],
  ...over,
});

export const device = (over: Partial<DeviceEvidence> = {}): DeviceEvidence => ({ kind: 'device', roles: [], loggedOn: [], ...over });
export const user = (account: UserEvidence['account'], over: Partial<UserEvidence> = {}): UserEvidence => ({
  kind: 'user',
  roles: [],
  account,
  ...over,
});
export const file = (facts: FileEvidence['file'], over: Partial<FileEvidence> = {}): FileEvidence => ({
  kind: 'file',
  roles: [],
  file: facts,
  ...over,
});
export const ip = (address: string, over: Partial<IpEvidence> = {}): IpEvidence => ({ kind: 'ip', roles: [], ip: address, ...over });
export const url = (text: string, over: Partial<UrlEvidence> = {}): UrlEvidence => ({ kind: 'url', roles: [], url: text, ...over });
export const registry = (over: Partial<RegistryEvidence>): RegistryEvidence => ({ kind: 'registry', roles: [], ...over });

/** A process by its full path and command line. */
export function process(path: string, over: Partial<ProcessEvidence> = {}): ProcessEvidence {
  const at = Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/'));
  const image = { path: path.slice(0, at) || undefined, name: path.slice(at + 1) || undefined };
  return { kind: 'process', roles: [], image, parentImage: {}, ...over };
}
