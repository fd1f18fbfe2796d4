import { rateCells } from '../../core/rate-cells';
import type { Budget, BudgetRequest } from '../../ports/budget';

/** Without the shared budget nobody knows how many replicas there are: each takes a quarter. */
const SHARE = 1 / 4;

/**
 * A budget in this process's memory, for reads while the shared one is away: a quarter of each limit, by the same rule. Entries that
 * say nothing any more are dropped when a new one comes.
 */
export function createLocalShare(now: () => number): Budget {
  const arrivals = new Map<string, number>();
  const pauses = new Map<string, number>();
  const drop = (map: Map<string, number>) => {
    for (const [key, until] of map) if (until <= now()) map.delete(key);
  };
  return {
    take: async (request: BudgetRequest) => {
      const at = now();
      const name = `${request.owner}\n${request.name}`;
      const pausedMs = (pauses.get(name) ?? 0) - at;
      if (pausedMs > 0) return { granted: false, waitMs: pausedMs, paused: true };
      const windows = request.windows.map(({ limit, ...window }) => ({ ...window, limit: Math.max(1, Math.floor(limit * SHARE)) }));
      const due = rateCells(windows, request.priority).map((cell) => {
        const key = `${name}\n${cell.key}`;
        const next = Math.max(arrivals.get(key) ?? 0, at) + cell.everyMs;
        return { key, next, waitMs: next - cell.burst * cell.everyMs - at };
      });
      const waitMs = Math.max(...due.map((cell) => cell.waitMs));
      if (waitMs > 0) return { granted: false, waitMs, paused: false };
      drop(arrivals);
      for (const { key, next } of due) arrivals.set(key, next);
      return { granted: true };
    },
    pause: async (owner, name, ms) => {
      drop(pauses);
      const key = `${owner}\n${name}`;
      pauses.set(key, Math.max(pauses.get(key) ?? 0, now() + ms));
    },
  };
}
