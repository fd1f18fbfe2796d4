import type { Flows } from '../src/flows/context';

/** What every handler is built with, by `wiring.ts`. */
export interface Deps {
  flows: Flows;
  /** Our own workspace, from `auth.test`: whoever comes from another one is an outsider or a named contact. */
  team: string;
}
