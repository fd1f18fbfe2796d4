import type { PageAct } from '../../slack/page-api';

type Without<A> = A extends unknown ? Omit<A, 'as'> : never;

/** What the person acted as does; a refusal is shown as a toast. */
export interface Acts {
  send(act: Without<PageAct>): Promise<void>;
}
