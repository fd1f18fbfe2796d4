import type { AllMiddlewareArgs, AnyMiddlewareArgs } from '@slack/bolt';
import { asTocsinError } from '../../src/core/errors';
import type { Deps } from '../deps';

/** Longer than Slack's last retry (about 5 minutes) and than a replay can be signed for. */
const REMEMBER_MS = 15 * 60_000;
/** A store that does not answer must not eat Slack's three seconds. */
const PATIENCE_MS = 1_500;

/** What Slack gives every delivery of the same thing alike, and nothing else: a modal sent again after an error has a new trigger id. */
function deliveryId({ event_id, trigger_id }: Record<string, unknown>): string | undefined {
  const id = event_id ?? trigger_id;
  return typeof id === 'string' ? `delivery/${id}` : undefined;
}

/**
 * Lets each delivery through once, over all replicas: Bolt does not know repeats (slack.md a3). A repeat is acknowledged and dropped.
 * With the store away the delivery goes through marked `storeAway`, so that the handler can say that nothing was done.
 */
export const once =
  ({ flows }: Deps) =>
  async ({ body, context, next, ...rest }: AnyMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    const id = deliveryId(body as unknown as Record<string, unknown>);
    if (id) {
      try {
        const patience = new Promise<never>((_, reject) => setTimeout(reject, PATIENCE_MS, new Error('store too slow')).unref());
        const first = await Promise.race([flows.store.firstTime(id, REMEMBER_MS), patience]);
        if (!first) {
          flows.log.info({ id }, 'delivered before; dropped');
          if ('ack' in rest && typeof rest.ack === 'function') await (rest.ack as () => Promise<void>)();
          return;
        }
      } catch (error) {
        flows.log.warn({ id, err: asTocsinError(error) }, 'store away as a delivery came');
        context.storeAway = true;
      }
    }
    await next();
  };
