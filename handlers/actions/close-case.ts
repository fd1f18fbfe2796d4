import type { AllMiddlewareArgs, BlockButtonAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { answer } from '../../blocks/answer';
import type { Deps } from '../deps';
import { explain } from '../explain';
import { clickedRecord } from '../guards/clicked-record';
import { personOf } from '../guards/person';
import { openCaseForm } from '../open-case-form';

/** Close: a form asks as what and why. */
export const closeCase =
  (deps: Deps) =>
  async ({
    ack,
    body,
    action: button,
    client,
    respond,
    context,
  }: SlackActionMiddlewareArgs<BlockButtonAction> & AllMiddlewareArgs): Promise<void> => {
    await ack();
    const tell = (text: string) => respond({ response_type: 'ephemeral', replace_original: false, ...answer(text) });
    const person = personOf(body.user, body.team?.id);
    try {
      if (context.storeAway) return void (await tell(explain.storeAway));
      const channel = body.channel?.id ?? '';
      const clicked = await clickedRecord(deps, { person, detection: button.value, channel });
      const told = await openCaseForm(deps, client, { verb: 'close', person, clicked, channel, triggerId: body.trigger_id });
      if (told) await tell(told);
    } catch (thrown) {
      await tell(explain.withReference(explain.failure(deps, thrown, { verb: 'close', user: person.user })));
    }
  };
