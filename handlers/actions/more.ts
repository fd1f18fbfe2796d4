import type { AllMiddlewareArgs, BlockOverflowAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { answer } from '../../blocks/answer';
import type { Deps } from '../deps';
import { explain } from '../explain';
import { clickedRecord } from '../guards/clicked-record';
import { personOf } from '../guards/person';
import { openCaseForm } from '../open-case-form';

/** The menu at the end of the buttons: `assign/<detection>` or `note/<detection>`. */
export const more =
  (deps: Deps) =>
  async ({
    ack,
    body,
    action: menu,
    client,
    respond,
    context,
  }: SlackActionMiddlewareArgs<BlockOverflowAction> & AllMiddlewareArgs): Promise<void> => {
    await ack();
    const tell = (text: string) => respond({ response_type: 'ephemeral', replace_original: false, ...answer(text) });
    const person = personOf(body.user, body.team?.id);
    const [chosen, detection] = (menu.selected_option?.value ?? '').split('/');
    const verb = chosen === 'assign' ? 'assign' : 'note';
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
