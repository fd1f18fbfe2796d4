import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { type Channel, defaultChannels, defaultPeople, type Person } from './world';

export type Json = Record<string, unknown>;

export interface Metadata {
  event_type: string;
  event_payload: Json;
}

export interface Message {
  ts: string;
  channel: string;
  user: string;
  bot: boolean;
  text: string;
  blocks: Json[];
  attachments: Json[];
  threadTs?: string;
  broadcast: boolean;
  edited?: { user: string; ts: string };
  metadata?: Metadata;
  fileId?: string;
  reactions: { name: string; users: string[] }[];
  /** An ephemeral message is seen by this person only and is in no history. */
  onlyFor?: string;
}

export interface OpenView {
  id: string;
  user: string;
  type: 'modal' | 'home';
  hash: string;
  /** The view as sent, block ids filled in. */
  view: Json;
  rootId: string;
  previousId?: string;
  errors: Record<string, string>;
  busy: boolean;
}

export interface StoredFile {
  id: string;
  name: string;
  title: string;
  length: number;
  bytes?: Buffer;
  shared: boolean;
}

/** Everything the local Slack knows. Whoever changes it says so with `changed`. */
export class SlackState {
  readonly people = new Map<string, Person>(defaultPeople().map((person) => [person.id, person]));
  readonly channels = new Map<string, Channel>(defaultChannels().map((channel) => [channel.id, channel]));
  /** Per channel, oldest first, ephemeral ones among them. */
  readonly messages = new Map<string, Message[]>();
  /** Modal stack per person, the top one last. */
  readonly modals = new Map<string, OpenView[]>();
  readonly homes = new Map<string, OpenView>();
  readonly files = new Map<string, StoredFile>();
  readonly notices = new Map<string, string>();
  /** `person:channel` -> ts of the last message seen. */
  readonly read = new Map<string, string>();
  /** `channel:root ts` -> replies, oldest first. */
  readonly #replies = new Map<string, Message[]>();
  readonly #events = new EventEmitter();
  #lastMicros = 0;
  #counter = 0;

  constructor(readonly now: () => number) {
    this.#events.setMaxListeners(0);
  }

  /** A new message timestamp, later than every one before it: seconds and microseconds, as text. */
  nextTs(): string {
    this.#lastMicros = Math.max(Math.floor(this.now() * 1000), this.#lastMicros + 1);
    return `${Math.floor(this.#lastMicros / 1_000_000)}.${String(this.#lastMicros % 1_000_000).padStart(6, '0')}`;
  }

  /** A new id such as `V000001A2B3`. */
  nextId(prefix: string): string {
    this.#counter += 1;
    return `${prefix}${String(this.#counter).padStart(5, '0')}${randomBytes(3).toString('hex').toUpperCase()}`;
  }

  changed(): void {
    this.#events.emit('changed');
  }

  onChange(listener: () => void): () => void {
    this.#events.on('changed', listener);
    return () => this.#events.off('changed', listener);
  }

  addMessage(message: Message): Message {
    const list = this.messages.get(message.channel) ?? [];
    list.push(message);
    this.messages.set(message.channel, list);
    if (message.threadTs) {
      const thread = `${message.channel}:${message.threadTs}`;
      this.#replies.set(thread, [...this.replies(message.channel, message.threadTs), message]);
    }
    this.changed();
    return message;
  }

  findMessage(channel: string, ts: string): Message | undefined {
    return this.messages.get(channel)?.find((message) => message.ts === ts);
  }

  removeMessage(message: Message): void {
    const list = this.messages.get(message.channel) ?? [];
    const index = list.indexOf(message);
    if (index >= 0) list.splice(index, 1);
    const replies = this.replies(message.channel, message.threadTs ?? '');
    this.#replies.set(
      `${message.channel}:${message.threadTs}`,
      replies.filter((reply) => reply !== message),
    );
    this.changed();
  }

  replies(channel: string, ts: string): Message[] {
    return this.#replies.get(`${channel}:${ts}`) ?? [];
  }

  stack(user: string): OpenView[] {
    const stack = this.modals.get(user) ?? [];
    this.modals.set(user, stack);
    return stack;
  }

  findView(id: string): OpenView | undefined {
    for (const stack of this.modals.values()) for (const view of stack) if (view.id === id) return view;
    for (const home of this.homes.values()) if (home.id === id) return home;
    return undefined;
  }

  allViews(): OpenView[] {
    return [...[...this.modals.values()].flat(), ...this.homes.values()];
  }
}
