/** One GCRA cell: an arrival each `everyMs`, and after a quiet time `burst` of them at once. */
export interface RateCell {
  key: string;
  burst: number;
  everyMs: number;
}

interface Window {
  limit: number;
  windowMs: number;
  burst?: number;
}

/** Room for the jitter between a grant here and the arrival there: calls granted in a little over a window may arrive within it. */
const SAFETY = 0.96;
/** Of each window, what may be used at once unless it says otherwise: alerts come in bursts. The rest flows in evenly. */
const BURST_SHARE = 0.5;
/** Background work may use at most this much of each window; the rest is for people. */
const BACKGROUND_SHARE = 0.7;

/** Rate times window plus burst never exceeds the limit. */
function cell(pool: string, { limit, windowMs, burst: atOnce }: Window, share: number): RateCell {
  const most = Math.max(1, Math.floor(limit * share * SAFETY));
  const burst = Math.max(1, Math.floor(atOnce === undefined ? most * BURST_SHARE : Math.min(most, atOnce * share)));
  // With a single grant a window there is no steady part: one interval is the window.
  return { key: `${pool}/${windowMs}`, burst, everyMs: windowMs / Math.max(1, most - burst) };
}

/** The cells that one call needs room in, all of them: each window's own, and for background work a smaller one beside it. */
export function rateCells(windows: readonly Window[], priority: 'person' | 'background'): RateCell[] {
  return windows.flatMap((window) => {
    const all = cell('all', window, 1);
    return priority === 'person' ? [all] : [all, cell('background', window, BACKGROUND_SHARE)];
  });
}
