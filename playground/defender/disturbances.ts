export type DisturbanceMode = 'slow' | 'throttle' | 'down' | 'drop_after_accept' | 'status';

/** What goes wrong for requests whose path matches. `slow` waits `ms`; `drop_after_accept` carries out and never answers. */
export interface Disturbance {
  match: RegExp;
  method?: string;
  mode: DisturbanceMode;
  /** `slow`: how long, default 3000. */
  ms?: number;
  /** `status`: which, default 503. */
  status?: number;
  /** `throttle`: seconds in `Retry-After`, default 10; with `status` only when given. */
  retryAfter?: number;
  /** After so many requests it is over; default: until cleared. */
  times?: number;
}

export interface Disturbances {
  add(disturbance: Disturbance): void;
  clear(): void;
  list(): Disturbance[];
  /** The first that fits, counted as used. */
  take(method: string, path: string): Disturbance | undefined;
}

export function createDisturbances(): Disturbances {
  let active: { disturbance: Disturbance; left: number }[] = [];
  return {
    add(disturbance) {
      active.push({ disturbance, left: disturbance.times ?? Number.POSITIVE_INFINITY });
    },
    clear() {
      active = [];
    },
    list: () => active.map((entry) => entry.disturbance),
    take(method, path) {
      const found = active.find(({ disturbance }) => {
        disturbance.match.lastIndex = 0;
        return disturbance.match.test(path) && (disturbance.method === undefined || disturbance.method.toUpperCase() === method);
      });
      if (!found) return undefined;
      found.left -= 1;
      if (found.left <= 0) active = active.filter((entry) => entry !== found);
      return found.disturbance;
    },
  };
}
