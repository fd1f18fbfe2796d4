import { createHmac } from 'node:crypto';

export interface ChainEntry {
  sequence: number;
  mac: string;
  /** The entry exactly as it was sealed. */
  body: string;
}

/** What the second copy says the chain held at some point. */
export type Anchor = Pick<ChainEntry, 'sequence' | 'mac'>;

export type ChainFault =
  /** Entries 1 to `to` are gone. */
  | { kind: 'cut_front'; to: number }
  /** Entries `from` to `to` are gone from the middle. */
  | { kind: 'removed'; from: number; to: number }
  /** The entry's text or seal is not what was written, or it is not at its place. */
  | { kind: 'changed'; sequence: number }
  /** A number twice, or smaller than the one before it. */
  | { kind: 'out_of_order'; sequence: number }
  /** The chain ends at `last`; the second copy has entries up to `anchor`. */
  | { kind: 'cut_tail'; last: number; anchor: number }
  /** Both copies have the entry, with different seals. */
  | { kind: 'other_than_copy'; sequence: number };

export interface ChainReport {
  entries: number;
  last: number;
  faults: ChainFault[];
}

/**
 * Seal of one entry: HMAC-SHA256 (hex) over its number, the seal before it (`''` for the first) and its text. Each field is
 * preceded by its length, so that no text can be moved from one field into another.
 */
export function sealEntry(key: Buffer, sequence: number, previousMac: string, body: string): string {
  const hmac = createHmac('sha256', key);
  for (const field of [String(sequence), previousMac, body]) hmac.update(`${Buffer.byteLength(field)}:`).update(field);
  return hmac.digest('hex');
}

/**
 * Reads a chain from its first entry (number 1) and reports every place where it is not what was written. Entries after a hole are
 * checked against each other; the first of them cannot be, since its predecessor is gone. Without an anchor a cut tail is not seen.
 */
export function verifyChain(key: Buffer, entries: Iterable<ChainEntry>, { anchor }: { anchor?: Anchor } = {}): ChainReport {
  const faults: ChainFault[] = [];
  let count = 0;
  let last = 0;
  /** Seals the next entry may build on: the stored one, and the right one where they differ. */
  let heads = [''];
  for (const { sequence, mac, body } of entries) {
    count++;
    if (sequence <= last) {
      faults.push({ kind: 'out_of_order', sequence });
      continue;
    }
    const hole = sequence > last + 1;
    if (hole) faults.push(last === 0 ? { kind: 'cut_front', to: sequence - 1 } : { kind: 'removed', from: last + 1, to: sequence - 1 });
    const seals = hole ? [mac] : heads.map((head) => sealEntry(key, sequence, head, body));
    if (!seals.includes(mac)) faults.push({ kind: 'changed', sequence });
    if (anchor?.sequence === sequence && anchor.mac !== mac) faults.push({ kind: 'other_than_copy', sequence });
    heads = seals.includes(mac) ? [mac] : [mac, ...seals.slice(0, 2)];
    last = sequence;
  }
  if (anchor && last < anchor.sequence) faults.push({ kind: 'cut_tail', last, anchor: anchor.sequence });
  return { entries: count, last, faults };
}
