import type { Deps } from '../deps';

export interface CommandCall {
  user: string;
  team: string;
  channel: string;
  words: string[];
}

/** Answers with a text for the person alone. A tenth verb is one file, and one row in the table of `mde.ts`. */
export type Verb = (deps: Deps, call: CommandCall) => Promise<string>;
