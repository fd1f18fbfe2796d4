import type { AllMiddlewareArgs, BlockButtonAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { answer } from '../../blocks/answer';
import { containModal, endModal, loadingModal } from '../../blocks/contain-modal';
import { refusalText } from '../../blocks/refusal';
import type { Refusal } from '../../src/core/remediation/refusal';
import { holds } from '../../src/core/roles';
import { type ContainAction, prepareContainment } from '../../src/flows/prepare-containment';
import { recordRefusal } from '../../src/flows/record-refusal';
import type { Deps } from '../deps';
import { explain } from '../explain';
import { clickedRecord } from '../guards/clicked-record';
import { personOf } from '../guards/person';
import { showView } from '../show-view';

type ButtonArgs = SlackActionMiddlewareArgs<BlockButtonAction> & AllMiddlewareArgs;

/**
 * A click on Contain host or Release host. Who may not is told at once, by an ephemeral message; for who may, a modal opens within
 * Slack's three seconds and is filled when Defender has answered.
 */
export const openPrompt =
  (deps: Deps, action: ContainAction) =>
  async ({ ack, body, action: button, client, respond, context }: ButtonArgs): Promise<void> => {
    await ack();
    const { flows } = deps;
    const tell = (text: string) => respond({ response_type: 'ephemeral', replace_original: false, ...answer(text) });
    const person = personOf(body.user, body.team?.id);
    try {
      if (context.storeAway) return void (await tell(explain.storeAway));
      const click = { person, detection: button.value, channel: body.channel?.id };
      const clicked = await clickedRecord(deps, click);
      const refuse = async (refusal: Refusal) => {
        const { record, tenant } = clicked;
        const id = await recordRefusal(flows, { action, person, tenant, record, channel: click.channel ?? '' }, refusal);
        await tell(explain.withReference({ sentence: refusalText(refusal), id }));
      };
      if (!clicked.ok) return await refuse(clicked.refusal);
      const { record, tenant, channel } = clicked;
      if (!holds(person.user, 'responder', flows.roles)) {
        return await refuse({ code: 'not_permitted', tenantName: tenant.name, needs: 'responder', ask: flows.roles.lead });
      }

      const opened = await client.views.open({ trigger_id: body.trigger_id, view: loadingModal(action) });
      const prepared = await prepareContainment(flows, { action, person, tenant, record, channel });
      const view = prepared.ok ? containModal(prepared.prompt) : endModal({ kind: 'refused', refusal: prepared.refusal, id: prepared.id });
      await showView(deps, client, opened.view ?? {}, view);
    } catch (thrown) {
      await tell(explain.withReference(explain.failure(deps, thrown, { verb: action, user: person.user })));
    }
  };
