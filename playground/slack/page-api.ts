/**
 * What the local Slack's server tells its web page, and what the page may do. The page holds no truth of its own: it fetches the whole
 * snapshot again whenever `GET /page/events` (server-sent events) says `changed`.
 *   GET  /page/state?as=U1&channel=C1&thread=TS   -> Snapshot (`channel` and `thread` may be left out)
 *   GET  /page/events                    -> SSE, `data: changed` (at most 10 a second)
 *   POST /page/act                       -> PageAct in, PageActResult out
 */
export interface PagePerson {
  id: string;
  team: string;
  name: string;
  title: string;
  /** What the "act as" switch says: analyst, responder, lead, customer, outsider. */
  part: string;
}

export interface PageChannel {
  id: string;
  name: string;
  topic: string;
  shared: boolean;
  unread: number;
}

export interface PageMessage {
  ts: string;
  threadTs?: string;
  channel: string;
  user: string;
  bot: boolean;
  text: string;
  blocks: unknown[];
  attachments: unknown[];
  edited: boolean;
  replies: number;
  /** Only the person acted as sees it. */
  ephemeral: boolean;
  metadata?: { event_type: string; event_payload: Record<string, unknown> };
  file?: { id: string; title: string; url: string; image: boolean };
}

export interface PageView {
  id: string;
  hash: string;
  /** The Block Kit view as the bot sent it. */
  view: Record<string, unknown>;
  /** block_id -> message, from `response_action: errors`. */
  errors: Record<string, string>;
  /** A submission is waiting for the bot's ack. */
  busy: boolean;
}

export interface Snapshot {
  as: string;
  people: PagePerson[];
  channels: PageChannel[];
  channel?: string;
  /** Newest last, of the channel asked for: root messages and, in `thread`, replies. */
  messages: PageMessage[];
  thread?: { ts: string; messages: PageMessage[] };
  /** The person's modal stack; the last one is on top. */
  views: PageView[];
  home?: Record<string, unknown>;
  /** What Slack would show the person as a toast: "Tocsin did not answer in time". */
  notice?: string;
  /** False while no Socket Mode connection and no HTTP receiver is known. */
  botConnected: boolean;
  /** Slash commands and shortcuts of the app's manifest. */
  commands: { command: string; hint: string; description: string }[];
  shortcuts: { callbackId: string; name: string; type: 'global' | 'message' }[];
}

export type PageAct =
  | { as: string; do: 'read'; channel: string }
  | { as: string; do: 'post'; channel: string; threadTs?: string; text: string }
  | { as: string; do: 'command'; channel: string; text: string }
  /** `value` is what the element would send: a button's value, the selected option(s), a date. */
  | {
      as: string;
      do: 'block_action';
      channel?: string;
      messageTs?: string;
      viewId?: string;
      blockId: string;
      actionId: string;
      value?: unknown;
      state?: unknown;
    }
  | { as: string; do: 'submit_view'; viewId: string; state: Record<string, Record<string, unknown>> }
  | { as: string; do: 'close_view'; viewId: string }
  | { as: string; do: 'shortcut'; callbackId: string; channel?: string; messageTs?: string }
  | { as: string; do: 'open_home' };

export interface PageActResult {
  ok: boolean;
  /** Why Slack would refuse it, or that the app did not answer in three seconds. */
  error?: string;
  /** Time from sending to the app's ack. */
  ackMs?: number;
}
