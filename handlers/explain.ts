import { asTocsinError } from '../src/core/errors';
import type { Deps } from './deps';

/** Sentences for a request that could not be carried through; the id is also in the log. */
export const explain = {
  storeAway: 'Tocsin cannot reach its store just now. Nothing was done; please try again in a minute.',

  /** What went wrong, for the person, and the id under which the log has the rest. */
  failure: ({ flows }: Deps, thrown: unknown, facts: object): { sentence: string; id: string } => {
    const error = asTocsinError(thrown);
    const id = flows.clock.newId();
    flows.log.error({ ...facts, id, err: error }, 'a request failed');
    return { sentence: error.facts.person, id };
  },

  withReference: ({ sentence, id }: { sentence: string; id: string }): string => `${sentence} (reference \`${id}\`)`,
};
