import { hashesOf, numberOf } from './hash';
import type { KnownFile, TenantState } from './types';

export function splitPath(path: string): { folder: string; name: string } {
  const cut = Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/'));
  return { folder: cut > 0 ? path.slice(0, cut) : path.slice(0, cut + 1), name: path.slice(cut + 1) };
}

/** Where an operating system keeps its own programs. */
const SYSTEM = /^(C:\\Windows\\|C:\\Program Files\\|\/bin\/|\/sbin\/|\/usr\/)/i;

interface FileOrigin {
  path: string;
  size?: number;
  threat?: string;
  /** The story that brought it; undefined for a program that was there before. */
  story?: string;
}

function build({ path, size, threat, story }: FileOrigin): KnownFile {
  const { folder, name } = splitPath(path);
  const system = story === undefined && SYSTEM.test(path);
  return {
    name,
    path: folder,
    ...hashesOf(`${story ?? 'system'}\n${path}`),
    size: size ?? 50_000 + numberOf(path, 900_000),
    publisher: system && path.startsWith('C:\\Windows') ? 'Microsoft Corporation' : null,
    product: null,
    globalPrevalence: system ? 1_000_000 + numberOf(path, 9_000_000) : numberOf(path, 9),
    otherDevices: system ? 4 : 0,
    determination: threat ? (threat.startsWith('PUA') ? 'Pua' : 'Malware') : system ? 'Clean' : 'Unknown',
    threat: threat ?? null,
  };
}

/** The tenant's record of the file, made at first sight. */
export function ensureFile(tenant: TenantState, origin: FileOrigin): KnownFile {
  const file = build(origin);
  const known = tenant.files.find((other) => other.sha256 === file.sha256);
  if (known) return known;
  tenant.files.push(file);
  return file;
}
