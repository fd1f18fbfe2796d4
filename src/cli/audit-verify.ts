import { parseArgs } from 'node:util';
import { createRequestClient } from '../adapters/redis/client';
import { readAudit } from '../adapters/redis/read-audit';
import { formatFaults, processSource, readEnvironment } from '../config';
import { type Anchor, type ChainEntry, type ChainFault, verifyChain } from '../core/audit-chain';
import { asTocsinError } from '../core/errors';
import type { AuditLine } from '../ports/audit';

const USAGE = `Checks the audit chain in Redis: npm run audit:verify -- [--copy FILE]
  --copy FILE   the second copy: the bot's log, whose lines with "audit" are compared with the chain
Reads REDIS_URL and AUDIT_HMAC_KEY like the bot. Exit code 0: whole; 1: not whole; 2: could not be checked.
`;

const WORDS: Record<ChainFault['kind'], (fault: never) => string> = {
  cut_front: ({ to }: { to: number }) => `entries 1 to ${to} are gone`,
  removed: ({ from, to }: { from: number; to: number }) => `entries ${from} to ${to} were removed`,
  changed: ({ sequence }: { sequence: number }) => `entry ${sequence} is not what was written`,
  out_of_order: ({ sequence }: { sequence: number }) => `entry ${sequence} stands in the wrong place`,
  cut_tail: ({ last, anchor }: { last: number; anchor: number }) => `entries ${last + 1} to ${anchor} are gone from the end`,
  other_than_copy: ({ sequence }: { sequence: number }) => `entry ${sequence} differs from the second copy`,
};

const say = (fault: ChainFault): string => WORDS[fault.kind](fault as never);

/** The audit lines of a log; other lines are passed over. Of one number the last line counts. */
export function readCopy(text: string): Anchor[] {
  const anchors = text.split('\n').flatMap((line): Anchor[] => {
    if (!line.includes('"audit"')) return [];
    try {
      const { audit } = JSON.parse(line) as { audit?: AuditLine };
      return audit && audit.sequence > 0 && Number.isInteger(audit.sequence) ? [{ sequence: audit.sequence, mac: audit.mac }] : [];
    } catch {
      return []; // A line cut by a full disk proves nothing either way.
    }
  });
  return [...new Map(anchors.map((anchor) => [anchor.sequence, anchor])).values()].sort((a, b) => a.sequence - b.sequence);
}

/** Every fault of the chain, in words: by itself, against its head in Redis, and against the second copy. */
export function auditFaults(key: Buffer, entries: ChainEntry[], { head, copy }: { head?: Anchor; copy: Anchor[] }): string[] {
  const anchors = [head, copy.at(-1)].filter((anchor) => anchor !== undefined);
  const reports = (anchors.length > 0 ? anchors : [undefined]).map((anchor) => verifyChain(key, entries, { anchor }));
  const macs = new Map(entries.map(({ sequence, mac }) => [sequence, mac]));
  const differing = copy.filter(({ sequence, mac }) => macs.has(sequence) && macs.get(sequence) !== mac);
  return [
    ...new Set([
      ...reports.flatMap(({ faults }) => faults.map(say)),
      ...differing.map(({ sequence }) => say({ kind: 'other_than_copy', sequence })),
    ]),
  ];
}

async function main(): Promise<number> {
  const { values: options } = parseArgs({ options: { copy: { type: 'string' }, help: { type: 'boolean' } } });
  if (options.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const source = processSource();
  const { values, faults } = readEnvironment(source);
  if (!values?.REDIS_URL || !values.AUDIT_HMAC_KEY) {
    process.stderr.write(faults.length > 0 ? formatFaults(faults) : 'REDIS_URL and AUDIT_HMAC_KEY are needed.\n');
    return 2;
  }
  const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const client = createRequestClient(values.REDIS_URL, silent);
  try {
    await client.connect();
    const copy = options.copy ? readCopy(source.readFile(options.copy)) : [];
    const { entries, head } = await readAudit(client);
    const found = auditFaults(values.AUDIT_HMAC_KEY, entries, { head, copy });
    const what = `${entries.length} entries${options.copy ? `, ${copy.length} in the second copy` : ''}`;
    process.stdout.write(found.length === 0 ? `The audit chain is whole: ${what}.\n` : `The audit chain is NOT whole (${what}):\n`);
    for (const fault of found) process.stdout.write(`  ${fault}\n`);
    return found.length === 0 ? 0 : 1;
  } catch (error) {
    process.stderr.write(`Could not be checked: ${asTocsinError(error).message}\n`);
    return 2;
  } finally {
    client.destroy();
  }
}

if (require.main === module) {
  void main().then((code) => {
    process.exitCode = code;
  });
}
