/** Work that survives the process. Handlers are idempotent: any job may run twice. Throws `store_unavailable`. */
export interface JobData {
  poll: { tenant: string };
  /** Bring the messages of one detection up to date with its record. */
  detection: { tenant: string; alertId: string };
  /** Take one remediation a step further: send, reconcile, follow to its end. */
  remediation: { tenant: string; operation: string };
  /** Write what people did to a case back to Defender, and say it in the thread. */
  case: { tenant: string; alertId: string };
  /** Re-queue what a crash left between two writes; report what is stuck. */
  sweep: Record<string, never>;
}

export type JobName = keyof JobData;

export type JobHandlers = { [N in JobName]: (data: JobData[N]) => Promise<void> };

export interface Jobs {
  /** `key` joins like requests: while one waits, a second adds nothing; while one runs, exactly one more follows. */
  enqueue<N extends JobName>(name: N, data: JobData[N], options: { key: string; delayMs?: number }): Promise<void>;
  /** Every `everyMs` over all replicas together. */
  repeat<N extends JobName>(name: N, data: JobData[N], options: { key: string; everyMs: number }): Promise<void>;
}

/** Thrown by a handler to be run again after `delayMs` without counting as a failure (throttled, waiting, still under way). */
export class RunAgain extends Error {
  override readonly name = 'RunAgain';
  readonly delayMs: number;
  constructor(delayMs: number) {
    super(`run again in ${delayMs} ms`);
    this.delayMs = delayMs;
  }
}
