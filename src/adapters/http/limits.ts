import type { LimitWindow } from '../../ports/budget';

/** What calls share one quota, and how patient they are. */
export interface Limit {
  /** Part of the shared budget's key: all calls with one name and one owner count together. */
  name: string;
  /** In any window, over all replicas. */
  windows: LimitWindow[];
  /** Calls at once from one process, for people and for background work apart: neither holds up the other. */
  concurrency: number;
  /** One try. */
  timeoutMs: number;
  /** Queueing, all tries and the pauses between them, unless the caller says otherwise. */
  budgetMs: number;
}

const perMinute = (limit: number): LimitWindow => ({ limit, windowMs: 60_000 });
const perHour = (limit: number): LimitWindow => ({ limit, windowMs: 3_600_000 });

const USUAL = { concurrency: 4, timeoutMs: 15_000, budgetMs: 30_000 };

/**
 * Documented limits per tenant (learn.microsoft.com/defender-endpoint/api/*, "Limitations" of each page, and Graph throttling limits,
 * "Security"). Microsoft words the usual 100 a minute and 1,500 an hour nearly per end point; we take it for the whole tenant.
 */
export const limits = {
  graphSecurity: { ...USUAL, name: 'graph-security', windows: [perMinute(150)] },
  /** A query runs up to 3 minutes; its CPU share is a quota of its own that only Defender knows. */
  hunting: { name: 'hunting', windows: [perMinute(45), perHour(1_500)], concurrency: 2, timeoutMs: 185_000, budgetMs: 240_000 },
  defender: { ...USUAL, name: 'defender', windows: [perMinute(100), perHour(1_500)] },
  batchUpdate: { ...USUAL, name: 'batch-update', windows: [perMinute(10), perHour(500)] },
  packageUri: { ...USUAL, name: 'package-uri', windows: [perMinute(2), perHour(120)] },
  liveResponse: { ...USUAL, name: 'live-response', windows: [perMinute(10)] },
  indicatorsImport: { ...USUAL, name: 'indicators-import', windows: [perMinute(30)] },
  startInvestigation: { ...USUAL, name: 'start-investigation', windows: [perHour(50)] },
} as const satisfies Record<string, Limit>;
