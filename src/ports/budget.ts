/** A window of a shared limit: at most `limit` calls in any `windowMs`. */
export interface LimitWindow {
  limit: number;
  windowMs: number;
  /** Of these, how many may come at once; half unless said. */
  burst?: number;
}

export interface BudgetRequest {
  /** Who is limited: e.g. tenant id or workspace id. It becomes the Redis hash tag, so all keys of one request share it. */
  owner: string;
  /** What is limited, e.g. `defender`, `graph`, `hunting`, `slack-post:C1`. */
  name: string;
  windows: LimitWindow[];
  priority: 'person' | 'background';
}

export type BudgetAnswer = { granted: true } | { granted: false; waitMs: number; paused: boolean };

/**
 * The shared call budget of every replica, on the store's clock: all windows or none. Throws `store_unavailable` when the store is
 * away; the caller decides (reads may go on with a local share, actions refuse).
 */
export interface Budget {
  take(request: BudgetRequest): Promise<BudgetAnswer>;
  /** A `Retry-After`: nobody calls `name` of `owner` for `ms`, on any replica. A shorter pause never ends a longer one. */
  pause(owner: string, name: string, ms: number): Promise<void>;
}
