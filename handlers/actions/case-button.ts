import type { AllMiddlewareArgs, BlockButtonAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { answer } from '../../blocks/answer';
import { refusalText } from '../../blocks/refusal';
import type { CaseAct } from '../../src/core/case';
import { recordRefusal } from '../../src/flows/record-refusal';
import { triage } from '../../src/flows/triage';
import type { Deps } from '../deps';
import { explain } from '../explain';
import { clickedRecord } from '../guards/clicked-record';
import { personOf } from '../guards/person';

/** Claim, Unclaim and Reopen: done at once; card and thread show it. Whoever may not is told why, alone. */
export const caseButton =
  (act: Extract<CaseAct, { verb: 'claim' | 'unclaim' | 'reopen' }>) =>
  (deps: Deps) =>
  async ({
    ack,
    body,
    action: button,
    respond,
    context,
  }: SlackActionMiddlewareArgs<BlockButtonAction> & AllMiddlewareArgs): Promise<void> => {
    await ack();
    const { flows } = deps;
    const tell = (text: string) => respond({ response_type: 'ephemeral', replace_original: false, ...answer(text) });
    const person = personOf(body.user, body.team?.id);
    try {
      if (context.storeAway) return void (await tell(explain.storeAway));
      const clicked = await clickedRecord(deps, { person, detection: button.value, channel: body.channel?.id });
      if (!clicked.ok) {
        const { refusal, record, tenant } = clicked;
        const id = await recordRefusal(flows, { action: act.verb, person, tenant, record, channel: body.channel?.id ?? '' }, refusal);
        return void (await tell(explain.withReference({ sentence: refusalText(refusal), id })));
      }
      const end = await triage(flows, { ...clicked, person, act });
      if (!end.ok) await tell(explain.withReference({ sentence: refusalText(end.refusal), id: end.id }));
    } catch (thrown) {
      await tell(explain.withReference(explain.failure(deps, thrown, { verb: act.verb, user: person.user })));
    }
  };
