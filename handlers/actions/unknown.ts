import type { AllMiddlewareArgs, BlockAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { answer } from '../../blocks/answer';
import { refusalText } from '../../blocks/refusal';
import { recordRefusal } from '../../src/flows/record-refusal';
import type { Deps } from '../deps';
import { explain } from '../explain';
import { personOf } from '../guards/person';

/** A button that no row of the table knows: from an older version, or made up. */
export const unknownAction =
  ({ flows }: Deps) =>
  async ({ ack, body, respond }: SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs): Promise<void> => {
    await ack();
    const refusal = { code: 'stale_card' } as const;
    const id = await recordRefusal(
      flows,
      { action: 'unknown', person: personOf(body.user, body.team?.id), channel: body.channel?.id ?? '' },
      refusal,
    );
    await respond({
      response_type: 'ephemeral',
      replace_original: false,
      ...answer(explain.withReference({ sentence: refusalText(refusal), id })),
    });
  };
