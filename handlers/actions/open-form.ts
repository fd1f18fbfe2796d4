import type { AllMiddlewareArgs, BlockAction, ButtonAction, OverflowAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { answer } from '../../blocks/answer';
import type { Deps } from '../deps';
import { explain } from '../explain';
import { clickedRecord } from '../guards/clicked-record';
import { personOf } from '../guards/person';
import { type FormAsk, openCaseForm } from '../open-case-form';

/** A click that opens a form of triage; `read` says which, and for which detection. Whoever may not is told why, alone. */
export const openForm =
  <A extends ButtonAction | OverflowAction>(read: (action: A) => { verb: FormAsk['verb']; detection?: string }) =>
  (deps: Deps) =>
  async ({ ack, body, client, respond, context }: SlackActionMiddlewareArgs<BlockAction<A>> & AllMiddlewareArgs): Promise<void> => {
    await ack();
    const tell = (text: string) => respond({ response_type: 'ephemeral', replace_original: false, ...answer(text) });
    const person = personOf(body.user, body.team?.id);
    const [action] = body.actions;
    if (!action) return;
    const { verb, detection } = read(action);
    try {
      if (context.storeAway) return void (await tell(explain.storeAway));
      const channel = body.channel?.id ?? '';
      const clicked = await clickedRecord(deps, { person, detection, channel });
      const told = await openCaseForm(deps, client, { verb, person, clicked, channel, triggerId: body.trigger_id });
      if (told) await tell(told);
    } catch (thrown) {
      await tell(explain.withReference(explain.failure(deps, thrown, { verb, user: person.user })));
    }
  };
