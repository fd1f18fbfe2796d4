import type { CaseAct } from '../../src/core/case';
import { step } from '../../src/core/case';
import { newCase } from '../../src/core/case-follow';
import type { CaseRecord, People } from '../../src/core/case-record';
import { sampleAlert } from '../support/sample-alert';

export const people: People = new Map([
  ['U0ANA', { upn: 'ana@soc.example' }],
  ['U0LEA', { upn: 'lea@soc.example' }],
]);
export const ana = { user: 'U0ANA', name: 'ana' };
/** Nobody knows Rui's name in Defender. */
export const rui = { user: 'U0RUI', name: 'rui' };
export const NOW = Date.parse('2026-11-24T08:00:00Z');

export const fresh = (): CaseRecord => newCase(sampleAlert(), people);

export const CLOSE = { verb: 'close', classification: 'truePositive', determination: 'malware', comment: 'wiped and reset' } as const;

let ids = 0;
export const attempt = (record: CaseRecord, act: CaseAct, by = ana, atMs = NOW, lead = false) =>
  step(record, { id: `a${++ids}`, act, by, atMs, lead }, people);

/** The case after an act that must be allowed. */
export function acted(record: CaseRecord, act: CaseAct, by = ana, atMs = NOW): CaseRecord {
  const next = attempt(record, act, by, atMs);
  if (!next.ok) throw new Error(`refused: ${next.refusal.code}`);
  return next.record;
}
