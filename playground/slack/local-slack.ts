import type { Call } from './core';
import type { Fault } from './faults';
import type { BlockAction } from './interactions/block-action';
import type { Filled } from './interactions/view-submission';
import type { SlackLimits } from './limits';
import type { PageHandler } from './routes/route';
import type { Message, OpenView } from './state';
import type { Attempt, Outcome } from './transport/delivery';
import type { HttpAnswer, RawRequest } from './transport/http-receiver';
import type { DisconnectReason } from './transport/sockets';
import type { Channel, Person } from './world';

export interface LocalSlackOptions {
  /** 0 or left out: a free one. */
  port?: number;
  /** The app manifest as an object (JSON of docs.slack.dev/reference/app-manifest); scopes, events and commands are taken from it. */
  manifest?: object;
  /** Milliseconds; the clock of trigger ids, response URLs and rates, not of the ack deadline. */
  now?: () => number;
  limits?: Partial<SlackLimits>;
  log?: (line: string) => void;
  /** Answers every GET that is not the local Slack's own: the web page. */
  page?: PageHandler;
  /** Seed of the faults' `share`. */
  seed?: number;
}

/** A strict local stand-in for Slack, used by the bot only through its public interface, and by tests through these functions. */
export interface LocalSlack {
  url: string;
  /** For `slackApiUrl`: ends in `/api/`. */
  apiUrl: string;
  port: number;
  botToken: string;
  appToken: string;
  signingSecret: string;
  stop(): Promise<void>;
  /** Where payloads go when no socket is open, for example `http://127.0.0.1:3000/slack/events`. */
  httpReceiver(url: string | undefined): void;
  connected(): boolean;

  addPerson(person: Partial<Person> & { id: string }): Person;
  addChannel(channel: Partial<Omit<Channel, 'members'>> & { id: string; members?: Iterable<string> }): Channel;
  archive(channel: string): void;
  removeBot(channel: string): void;

  /** Root messages of a channel, oldest first, without ephemeral ones. */
  messages(channel: string): Message[];
  /** The root and its replies. */
  thread(channel: string, ts: string): Message[];
  ephemerals(user?: string): Message[];
  /** The person's modal stack, the top one last. */
  views(user: string): OpenView[];
  home(user: string): OpenView | undefined;
  notice(user: string): string | undefined;
  /** Every Web API call and use of a `response_url`, oldest first. */
  calls: Call[];
  /** Every attempt to hand a payload to the app. */
  attempts: Attempt[];

  /** All of these wait for the app's ack and never reject for what Slack or the app refuse: `{ok: false, error}`. */
  click(action: BlockAction & { ts?: string }): Promise<Outcome>;
  submit(request: { as: string; viewId?: string; values: Filled }): Promise<Outcome>;
  closeView(request: { as: string; viewId: string }): Promise<Outcome>;
  command(request: { as: string; channel: string; text: string }): Promise<Outcome>;
  shortcut(request: { as: string; callbackId: string; channel?: string; messageTs?: string }): Promise<Outcome>;
  openHome(as: string): Promise<Outcome>;
  post(request: { as: string; channel: string; threadTs?: string; text: string }): Promise<Outcome & { ts?: string }>;
  join(user: string, channel: string): Promise<Outcome>;

  /** Any payload over the open transport, as it is. */
  deliver(payload: Record<string, unknown>, options?: { type?: 'events_api' | 'slash_commands' | 'interactive' }): Promise<Outcome>;
  /** Any request to the app's URL, rightly signed unless `signature` or `timestamp` say otherwise. */
  deliverHttp(request: RawRequest): Promise<HttpAnswer>;
  /** A fresh trigger id of the person, as a payload would carry it. */
  trigger(user: string): string;

  fault(fault: Fault): void;
  clearFaults(): void;
  /** Cuts all sockets (no reason), or sends `disconnect` frames. */
  closeSockets(reason?: DisconnectReason): void;
  /** While on, new sockets get no `hello`. */
  muteHello(on: boolean): void;

  /** Resolves with the first truthy answer, asked again at each change; rejects after `ms`. */
  waitFor<T>(predicate: () => T | undefined | false | null, ms?: number): Promise<T>;
}
