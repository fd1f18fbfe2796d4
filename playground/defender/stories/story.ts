import type { DeviceKey } from '../world/device-seeds';

/** An attack as data: what happened on which device, and which alerts tell of it. Seconds count from the story's first moment. */
export interface StoryProcess {
  key: string;
  device: DeviceKey;
  /** Key of the parent; a process without one has only a name for its parent. */
  parent?: string;
  at: number;
  pid: number;
  /** Folder and name. */
  path: string;
  commandLine: string;
  user: string;
  /** It began before the sensor looked: no row of its own. */
  before?: boolean;
}

export interface StoryFile {
  key: string;
  process: string;
  at: number;
  path: string;
  size: number;
  originUrl?: string;
  threat?: string;
}

export interface StoryConnection {
  process: string;
  at: number;
  ip: string;
  port: number;
  url?: string;
}

export interface StoryRegistryValue {
  key: string;
  process: string;
  at: number;
  hive: string;
  path: string;
  name: string;
  value: string;
}

export interface StoryLogon {
  device: DeviceKey;
  at: number;
  user: string;
  type: 'Interactive' | 'Network' | 'RemoteInteractive';
  from?: string;
  failed?: boolean;
}

/** A row of DeviceEvents. */
export interface StoryOther {
  process: string;
  at: number;
  action: string;
  fields: Record<string, unknown>;
}

/**
 * `evidence` names things of the story: `device:KEY`, `hostname:KEY` (a device named without its id), `process:KEY`, `file:KEY`,
 * `user:NAME`, `ip:ADDRESS`, `url:ADDRESS`, `registry:KEY`.
 */
export interface StoryAlert {
  key: string;
  /** Seconds after the story is played until Defender reports it. */
  arrives: number;
  at: number;
  title: string;
  description: string;
  severity: 'informational' | 'low' | 'medium' | 'high';
  category: string;
  techniques: string[];
  detectionSource?: string;
  threat?: string;
  recommended?: string;
  evidence: string[];
}

export interface StoryUpdate {
  alert: string;
  /** Seconds after the story is played. */
  after: number;
  changes: Record<string, unknown>;
}

export interface Story {
  name: string;
  /** Undefined: its alerts belong to no common incident. */
  incident?: { title: string; severity: 'low' | 'medium' | 'high' };
  /** Seconds from the first moment to the moment of playing. */
  span: number;
  processes: StoryProcess[];
  files: StoryFile[];
  connections: StoryConnection[];
  registry: StoryRegistryValue[];
  logons: StoryLogon[];
  others: StoryOther[];
  alerts: StoryAlert[];
  updates: StoryUpdate[];
}

export type StoryName = 'hands-on-keyboard' | 'web-shell' | 'infostealer' | 'noise';
