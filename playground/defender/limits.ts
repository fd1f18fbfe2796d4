import { ServiceFault } from './fault';
import { HOUR, MINUTE, SECOND } from './world/time';

/** Calls that share one quota of a tenant. */
export type LimitClass =
  | 'defender'
  | 'graph-security'
  | 'hunting'
  | 'live-response'
  | 'package-uri'
  | 'start-investigation'
  | 'indicator-import';

export interface Limit {
  perMinute?: number;
  perHour?: number;
}

export type Limits = Record<LimitClass, Limit>;

/** As documented: 100 a minute and 1,500 an hour, and the exceptions. */
export const DEFAULT_LIMITS: Limits = {
  defender: { perMinute: 100, perHour: 1500 },
  'graph-security': { perMinute: 150 },
  hunting: { perMinute: 45, perHour: 1500 },
  'live-response': { perMinute: 10 },
  'package-uri': { perMinute: 2, perHour: 120 },
  'start-investigation': { perHour: 50 },
  'indicator-import': { perMinute: 30 },
};

export interface Quota {
  /** Counts a call, or throws 429 with `Retry-After` until the window has room. A refused call does not count. */
  take(tenant: string, name: LimitClass, now: number): void;
  clear(): void;
}

function windowsOf(limit: Limit): { length: number; most: number; words: string }[] {
  const windows = [];
  if (limit.perMinute !== undefined) windows.push({ length: MINUTE, most: limit.perMinute, words: '1 minute' });
  if (limit.perHour !== undefined) windows.push({ length: HOUR, most: limit.perHour, words: '1 hour' });
  return windows;
}

/** Sliding windows per (tenant, class). */
export function createQuota(limits: Limits): Quota {
  const calls = new Map<string, number[]>();
  return {
    take(tenant, name, now) {
      const key = `${tenant}\n${name}`;
      const recent = (calls.get(key) ?? []).filter((at) => at > now - HOUR);
      for (const { length, most, words } of windowsOf(limits[name])) {
        const inside = recent.filter((at) => at > now - length);
        if (inside.length < most) continue;
        const free = (inside[inside.length - most] ?? now) + length;
        calls.set(key, recent);
        throw new ServiceFault(429, 'TooManyRequests', `API calls quota exceeded! Maximum allowed calls: ${most} per ${words} (${name}).`, {
          'retry-after': String(Math.max(1, Math.ceil((free - now) / SECOND))),
        });
      }
      recent.push(now);
      calls.set(key, recent);
    },
    clear() {
      calls.clear();
    },
  };
}
