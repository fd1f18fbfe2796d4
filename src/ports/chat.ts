import type { CaseSaid } from '../core/case-record';
import type { DetectionCard, RemediationView } from '../core/detection-card';

/** What the bot says, as data; the Slack adapter draws it with `blocks/`. One row per kind there. */
export type Content =
  | { kind: 'detection'; card: DetectionCard }
  /** Evidence in full, in the card's thread. */
  | { kind: 'evidence'; card: DetectionCard }
  /** One line in the card's thread: "Severity rose from medium to high". */
  | { kind: 'thread_note'; text: string }
  /** One line on triage, in the card's thread. */
  | { kind: 'case_note'; said: CaseSaid }
  /** Progress and receipt of one remediation, in the card's thread, edited in place. */
  | { kind: 'remediation'; remediation: RemediationView; detection: string; tenantName: string }
  /** The bot's own troubles and recoveries, for operators. `id` is also in the log. */
  | { kind: 'ops'; title: string; detail: string; remedy?: string; id: string; recovered?: boolean };

export interface MessageRef {
  channel: string;
  ts: string;
}

export interface Outgoing {
  channel: string;
  threadTs?: string;
  /** Opaque key in the message's metadata; the look-up before a re-send finds it. */
  key: string;
  content: Content;
  /** Also show a thread reply in the channel. */
  broadcast?: boolean;
}

/**
 * Where people are. Throws `slack_final` (the channel will not take it: `serviceCode`), `slack_auth`, `slack_throttled`
 * (`retryAfterMs`), `slack_unavailable` (not sent), `slack_outcome_unknown` (may have been posted: `find` before another `post`).
 */
export interface Chat {
  /**
   * Waits a moment for a place within Slack's limits, over all replicas; throws `slack_throttled` when it would take longer.
   * `detail` is a post that gives way to cards and answers.
   */
  permit(channel: string, kind: 'post' | 'detail' | 'edit'): Promise<void>;
  post(message: Outgoing): Promise<MessageRef>;
  edit(ref: MessageRef, message: Outgoing): Promise<void>;
  /** The message with this key posted at or after `sinceMs`, if there is one. */
  find(query: { channel: string; threadTs?: string; key: string; sinceMs: number }): Promise<MessageRef | undefined>;
  /** Root messages of ours in the channel since then, by their keys; the newest thousand. */
  ownMessages(channel: string, sinceMs: number): Promise<{ key: string; ts: string }[]>;
  /** Whether the bot is in the channel; `unknown` where Slack does not say. Never throws. */
  isMember(channel: string): Promise<boolean | 'unknown'>;
}
