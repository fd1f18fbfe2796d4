import type { SlackCore } from '../core';
import type { Tier } from '../limits';
import type { Json } from '../state';
import type { Args } from './args';

/** One Web API method: its rate, the scopes of which one is needed, and what it does. Answers without `ok`; throws `SlackRefusal`. */
export interface Method {
  tier: Tier;
  scopes?: readonly string[];
  /** Which token it takes; the bot's when left out. */
  token?: 'app' | 'none';
  run: (core: SlackCore, args: Args) => Json;
}

export type MethodTable = Record<string, Method>;
