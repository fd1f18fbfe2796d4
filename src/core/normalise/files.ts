import type { Alert, EvidenceVerdict, FileFacts, ProcessEvidence } from '../alert';
import { distinct, fill, ranked, strongest, weightOf } from './collect';

/** Folders of the operating system's own programs; prefixes of a lower-case path with `/`. */
const SYSTEM_FOLDERS = [
  /^[a-z]:\/windows\/(system32|syswow64|sysnative|winsxs|microsoft\.net|servicing)(\/|$)/,
  /^[a-z]:\/windows\/?$/,
  /^\/(usr\/)?(s?bin|libexec|lib)(\/|$)/,
  /^\/system\//,
];

/** A program that came with the system, as far as folder and publisher tell; its hash says nothing of an attack. */
export function isSystemBinary({ path, publisher, signer }: FileFacts): boolean {
  const folder = (path ?? '').replace(/\\/g, '/').toLowerCase();
  if (!SYSTEM_FOLDERS.some((pattern) => pattern.test(folder))) return false;
  const maker = publisher ?? signer;
  return maker === undefined || /microsoft|apple|canonical|red hat|debian/i.test(maker);
}

const HASHES = ['sha256', 'sha1', 'md5'] as const;
const hashed = (file: FileFacts): boolean => HASHES.some((kind) => file[kind]);
const pathKey = ({ path, name }: FileFacts): string | undefined => (name ? `${path ?? ''}|${name}`.toLowerCase() : undefined);

function namesOf(file: FileFacts): string[] {
  const names = HASHES.flatMap((kind) => (file[kind] ? [`${kind}:${file[kind]?.toLowerCase()}`] : []));
  const place = pathKey(file);
  return place ? [...names, `at:${place}`] : names;
}

/** Another hash is another file, also under the same name at the same place. */
const conflict = (a: FileFacts, b: FileFacts): boolean =>
  HASHES.some((kind) => a[kind] !== undefined && b[kind] !== undefined && a[kind]?.toLowerCase() !== b[kind]?.toLowerCase());

interface Candidate {
  file: FileFacts;
  verdict?: EvidenceVerdict;
  here: boolean;
  named: boolean;
}

/**
 * The files of an alert, the one that matters first. A process's own image counts beside them: it is the file where none is named,
 * and where those named are only the system's own. It is in `others` only if it is also named.
 */
export function filesOf(
  alert: Alert,
  process: ProcessEvidence | undefined,
  deviceId: string | undefined,
): { file?: FileFacts; others: FileFacts[] } {
  const candidates: Candidate[] = alert.evidence
    .filter((piece) => piece.kind === 'file')
    .filter(({ file }) => namesOf(file).length > 0 || file.path !== undefined)
    .map(({ file, verdict, deviceId: on }) => ({ file: { ...file }, verdict, here: !deviceId || !on || on === deviceId, named: true }));
  const image = process && namesOf(process.image).length > 0 ? process.image : undefined;
  if (process && image) {
    // The word on a process is no word on a system program that it misuses.
    candidates.push({ file: { ...image }, verdict: isSystemBinary(image) ? undefined : process.verdict, here: true, named: false });
  }
  const files = distinct(candidates, {
    namesOf: ({ file }) => namesOf(file),
    conflict: (a, b) => conflict(a.file, b.file),
    merge: (a, b) => ({ file: fill(a.file, b.file), verdict: strongest(a, b), here: a.here || b.here, named: a.named || b.named }),
  });
  const [first, ...rest] = ranked(files, ({ file, verdict, here, named }) => [
    here,
    verdict === 'malicious',
    // A bare name such as `%COMSPEC%`, without place or hash, is no better than a system binary.
    !isSystemBinary(file) && verdict !== 'noThreatsFound' && Boolean(file.path || hashed(file)),
    weightOf(verdict),
    named,
    hashed(file),
  ]);
  return { file: first?.file, others: rest.filter(({ named }) => named).map(({ file }) => file) };
}
