import type { SlackLimits, Tier } from './limits';
import { SlackRefusal } from './slack-error';

/** Per-method windows of a minute, and a bucket per channel for posting. */
export class Rates {
  readonly #calls = new Map<string, number[]>();
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  constructor(
    private readonly limits: SlackLimits,
    private readonly now: () => number,
  ) {}

  /** Throws `ratelimited` (HTTP 429, `Retry-After` in seconds) when the method was called too often in the last minute. */
  takeCall(method: string, tier: Tier): void {
    const now = this.now();
    const recent = (this.#calls.get(method) ?? []).filter((at) => at > now - 60_000);
    this.#calls.set(method, recent);
    if (recent.length >= this.limits.perMinute[tier]) throw rateLimited(((recent[0] ?? now) + 60_000 - now) / 1000);
    recent.push(now);
  }

  /** One post per second and channel after a small burst. */
  takePost(channel: string): void {
    const now = this.now();
    const { postsPerSecond, postBurst } = this.limits;
    const bucket = this.#buckets.get(channel) ?? { tokens: postBurst, at: now };
    const tokens = Math.min(postBurst, bucket.tokens + ((now - bucket.at) / 1000) * postsPerSecond);
    if (tokens < 1) throw rateLimited((1 - tokens) / postsPerSecond);
    this.#buckets.set(channel, { tokens: tokens - 1, at: now });
  }
}

/** HTTP 429; without `Retry-After` when `seconds` is null, as Slack's edge sometimes answers. */
export function rateLimited(seconds: number | null): SlackRefusal {
  const headers: Record<string, string> = seconds === null ? {} : { 'retry-after': String(Math.max(1, Math.ceil(seconds))) };
  return new SlackRefusal('ratelimited', {}, 429, headers);
}
