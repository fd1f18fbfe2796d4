import type { Flows } from '../src/flows/context';

/** What every handler is built with, by `wiring.ts`. */
export interface Deps {
  flows: Flows;
}
