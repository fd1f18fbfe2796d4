import type { Account, FileFacts } from '../src/core/alert';
import type { ConnectionOwner, LookUp } from '../src/core/look-up';
import { inlineCode, nameCode, untrusted } from './kit';

/** `CONTOSO\ana`, or whatever else names the account. */
export function accountText({ name, domain, upn, displayName, sid }: Account): string {
  return name ? (domain ? `${domain}\\${name}` : name) : (upn ?? displayName ?? sid ?? 'unnamed account');
}

/** `powershell.exe`, or its path, or its hash. */
export function fileName({ name, path, sha256, sha1 }: FileFacts): string {
  return name ?? path ?? sha256 ?? sha1 ?? 'unnamed file';
}

export function pidText(pid: number | undefined): string {
  return pid === undefined ? '' : ` (pid ${pid})`;
}

/** The hash that names the file best, in full. */
export function mainHash({ sha256, sha1, md5 }: FileFacts): string | undefined {
  if (sha256) return `SHA-256 ${inlineCode(sha256, 140)}`;
  if (sha1) return `SHA-1 ${inlineCode(sha1, 140)}`;
  return md5 ? `MD5 ${inlineCode(md5, 140)}` : undefined;
}

/** `, opened by powershell.exe (pid 5532)`; empty when it is not known which process it was. */
export function openedBy(ip: string, connections: LookUp<ConnectionOwner[]>): string {
  if (connections.state !== 'known') return '';
  const owner = connections.value.find((connection) => connection.ip === ip);
  return owner?.processName ? `, opened by ${nameCode(owner.processName, 80)}${pidText(owner.pid)}` : '';
}

/** One enrichment line. What failed reads "unavailable", what is not known reads "no record": never "clean". */
export function lookUpLine<T>(label: string, lookUp: LookUp<T>, draw: (value: T) => string): string {
  switch (lookUp.state) {
    case 'pending':
      return `*${label}:* _looking up…_`;
    case 'none':
      return `*${label}:* no record`;
    case 'unavailable':
      return `*${label}:* unavailable (${untrusted(lookUp.why, 120)})`;
    case 'known':
      return `*${label}:* ${draw(lookUp.value)}`;
  }
}
