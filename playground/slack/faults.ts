const modes = ['slow', 'throttle', 'error', 'status', 'drop_after_accept', 'hang', 'down'] as const;

/** A fault of the local Slack, put on and taken off by a test or by the demo's panel. */
export interface Fault {
  /** Which Web API methods (also `response_url`, `upload`): a regular expression or its source. */
  method: RegExp | string;
  /**
   * slow: answer after `ms`. throttle: 429 (`retryAfter` seconds; null leaves the header out). error: `{ok: false, error}`. status: an HTTP
   * status without a body of ours. drop_after_accept: do it, then cut the connection. hang: never answer. down: cut at once.
   */
  mode: (typeof modes)[number];
  ms?: number;
  status?: number;
  error?: string;
  retryAfter?: number | null;
  /** How many calls it hits; all when left out. */
  times?: number;
  /** Probability per call, 0 to 1, from a seeded random: the same run gives the same faults. */
  share?: number;
}

/** A fault as the demo's panel sends it, or undefined when it is none. */
export function readFault(value: unknown): Fault | undefined {
  const fault = (value ?? {}) as Fault;
  if (typeof fault.method !== 'string' || !modes.includes(fault.mode)) return undefined;
  try {
    new RegExp(fault.method);
    return fault;
  } catch {
    return undefined;
  }
}

interface ActiveFault extends Fault {
  pattern: RegExp;
  left: number;
}

/** mulberry32: small, seeded, good enough to spread faults. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export class Faults {
  #active: ActiveFault[] = [];
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  add(fault: Fault): void {
    const pattern = new RegExp(fault.method);
    this.#active.push({ ...fault, pattern, left: fault.times ?? Number.POSITIVE_INFINITY });
  }

  clear(): void {
    this.#active = [];
  }

  list(): Fault[] {
    return this.#active.map(({ pattern, left, ...fault }) => ({
      ...fault,
      method: pattern.source,
      ...(Number.isFinite(left) ? { times: left } : {}),
    }));
  }

  /** The fault that hits this call, if any; counts it. */
  take(method: string): Fault | undefined {
    const fault = this.#active.find(
      (candidate) =>
        candidate.left > 0 && candidate.pattern.test(method) && (candidate.share === undefined || this.#random() < candidate.share),
    );
    if (!fault) return undefined;
    fault.left -= 1;
    if (fault.left <= 0) this.#active = this.#active.filter((other) => other !== fault);
    return fault;
  }
}
