export type Platform = 'windows' | 'linux' | 'macos' | 'other';
export type IsolationType = 'Full' | 'Selective';

/** Defender's OS names are an open list (`Windows10WVD`, `RedHatEnterpriseLinux`, …); the first row that fits decides. */
const LINUX = /linux|ubuntu|debian|centos|red ?hat|rhel|suse|sles|fedora|oracle|amazon|rocky|alma|mariner/i;
const MOBILE = /^ios|ipad|android/i;
const PLATFORMS: readonly [RegExp, Platform][] = [
  [MOBILE, 'other'],
  [/windows|azure ?stack ?hci/i, 'windows'],
  [/mac ?os|os ?x|^mac|darwin/i, 'macos'],
  [LINUX, 'linux'],
];

/** The platform of an OS name of Defender's; `other` for what is not known. */
export function platformOf(os: string | undefined): Platform {
  return PLATFORMS.find(([pattern]) => os && pattern.test(os))?.[1] ?? 'other';
}

/** The platform that a path on it gives away; `other` when it does not. */
export function platformOfPath(path: string): Platform {
  if (/^([a-z]:|\\\\)|\\/i.test(path)) return 'windows';
  if (/^\/(Users|Library|System|Applications|Volumes|private)(\/|$)/.test(path)) return 'macos';
  return path.startsWith('/') ? 'linux' : 'other';
}

export const isServer = (os: string | undefined): boolean => /server/i.test(os ?? '');

/** Folder and name as one path, with the separator of the folder itself, else of the platform. Undefined when there is no name and no folder. */
export function fullPath(file: { name?: string; path?: string }, platform: Platform): string | undefined {
  const { name, path } = file;
  if (!path || !name) return name || path || undefined;
  const own = platformOfPath(path);
  const separator = (own === 'other' ? platform : own) === 'windows' ? '\\' : '/';
  return path.endsWith(separator) ? path + name : path + separator + name;
}

/**
 * Which OS takes which isolation: Microsoft's pages "Isolate machine API" and "Take response actions on a device". What no row names
 * is left to Defender to answer.
 */
const ISOLATION: readonly [RegExp, readonly IsolationType[], string][] = [
  [/^windows(xp|vista|7|8)|server ?2008|server ?2012$/i, [], 'Windows before 10 and Server before 2012 R2 cannot be isolated.'],
  [MOBILE, [], 'Phones and tablets cannot be isolated.'],
  [LINUX, ['Full'], 'Linux devices take Full isolation only.'],
];

/** The isolation types a device takes, and why others are not offered. */
export function isolationSupport(os: string | undefined): { types: readonly IsolationType[]; limit?: string } {
  const row = ISOLATION.find(([pattern]) => os && pattern.test(os));
  return row ? { types: row[1], limit: row[2] } : { types: ['Full', 'Selective'] };
}
