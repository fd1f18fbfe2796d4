/** One printed line. `value` and `baseline` are medians unless `what` says otherwise; both were taken in the same run. */
export interface Line extends Spread {
  /** `measure.part`. */
  name: string;
  what: string;
  unit: string;
  baseline: number;
  /** What the baseline is. */
  against: string;
  /** Of the baseline, as below. */
  baselineSpread?: Spread;
  /** value / baseline. */
  ratio: number;
}

export interface Spread {
  value: number;
  min: number;
  max: number;
  p99?: number;
  n: number;
}

export type Emit = (line: Line) => void;

const rounded = (value: number) => Math.round(value * 100) / 100;

/** Nearest rank; `share` from 0 to 1. */
function quantile(sorted: number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** The 99th percentile is left out of fewer than a hundred samples. */
export function spreadOf(samples: number[]): Spread {
  const sorted = [...samples].sort((a, b) => a - b);
  return {
    value: rounded((quantile(sorted, 0.5) + quantile([...sorted].reverse(), 0.5)) / 2),
    min: rounded(quantile(sorted, 0)),
    max: rounded(quantile(sorted, 1)),
    ...(sorted.length >= 100 ? { p99: rounded(quantile(sorted, 0.99)) } : {}),
    n: sorted.length,
  };
}

type About = Pick<Line, 'name' | 'what' | 'unit' | 'against'>;

/** Samples against samples of the baseline, or against one number. Throws where there is nothing to compare. */
export function compare({ name, what, unit, against }: About, samples: number[], baseline: number[] | number): Line {
  const value = spreadOf(samples);
  const base = typeof baseline === 'number' ? undefined : spreadOf(baseline);
  const number = base?.value ?? rounded(baseline as number);
  if (value.n === 0 || base?.n === 0) throw new Error(`${name}: nothing was measured`);
  const ratio = number === 0 ? Number.NaN : rounded(value.value / number);
  return { name, what, unit, ...value, against, baseline: number, ...(base ? { baselineSpread: base } : {}), ratio };
}
