/** How often each Web API method may be called per minute, and every other figure Slack enforces. Adjustable, so that a soak test can raise them. */
export interface SlackLimits {
  /** The app must ack a command, an interaction or an event within this time (ms). */
  ackMs: number;
  /** A `trigger_id` opens one view within this time (ms). */
  triggerMs: number;
  responseUrlUses: number;
  responseUrlMs: number;
  /** Calls per method per minute, by tier. */
  perMinute: Record<Tier, number>;
  /** chat.postMessage: this many per second and channel … */
  postsPerSecond: number;
  /** … after a burst of this many. */
  postBurst: number;
  /** Socket Mode connections per app. */
  sockets: number;
  /** When an event that was not acked is sent again (ms after the failure), in order. */
  eventRetryMs: readonly number[];
  messageText: number;
  updateText: number;
  /** Text of all blocks plus `blockOverhead` per block; more is `msg_blocks_too_long`. */
  blocksText: number;
  blockOverhead: number;
  metadataBytes: number;
  viewBytes: number;
  viewStack: number;
}

export type Tier = 'tier1' | 'tier2' | 'tier3' | 'tier4' | 'special' | 'sockets';

/**
 * Slack's own figures. Tiers: docs.slack.dev/apis/web-api/rate-limits. The sum over blocks is undocumented; slackapi/bolt-js#2509 measured
 * 13,297 characters in one markdown block, 125 fewer with a divider beside it.
 */
export const slackLimits: SlackLimits = {
  ackMs: 3000,
  triggerMs: 3000,
  responseUrlUses: 5,
  responseUrlMs: 30 * 60_000,
  perMinute: { tier1: 1, tier2: 20, tier3: 50, tier4: 100, special: 600, sockets: 30 },
  postsPerSecond: 1,
  postBurst: 5,
  sockets: 10,
  eventRetryMs: [0, 60_000, 300_000],
  messageText: 40_000,
  updateText: 4_000,
  blocksText: 13_422,
  blockOverhead: 125,
  metadataBytes: 8_192,
  viewBytes: 250_000,
  viewStack: 3,
};
