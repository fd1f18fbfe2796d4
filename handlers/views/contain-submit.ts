import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { endModal, loadingModal, REASON_LENGTH } from '../../blocks/contain-modal';
import { inputIds } from '../../blocks/ids';
import { askRemediation } from '../../src/flows/ask-remediation';
import type { PromptRecord } from '../../src/flows/prepare-containment';
import { recordRefusal } from '../../src/flows/record-refusal';
import type { Deps } from '../deps';
import { explain } from '../explain';
import { personOf } from '../guards/person';
import { showView } from '../show-view';

type SubmitArgs = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs;

/** The first element of an input block, whatever its action id. */
function field(view: SubmitArgs['view'], block: string) {
  return Object.values(view.state.values[block] ?? {})[0];
}

/** The submission of the Contain or Release modal. What the modal says is checked against what was kept when it was opened. */
export const containSubmit =
  (deps: Deps) =>
  async ({ ack, body, view, client, context }: SubmitArgs): Promise<void> => {
    const { flows } = deps;
    const reason = (field(view, inputIds.reason)?.value ?? '').trim().slice(0, REASON_LENGTH.max);
    if (reason.length < REASON_LENGTH.min) {
      return void (await ack({
        response_action: 'errors',
        errors: { [inputIds.reason]: `Say in at least ${REASON_LENGTH.min} characters why: it goes on record and to Defender.` },
      }));
    }
    const nothingDone = { kind: 'refused', refusal: { code: 'service_unavailable', sent: 'nothing' }, id: flows.clock.newId() } as const;
    if (context.storeAway) return void (await ack({ response_action: 'update', view: endModal(nothingDone) }));

    await ack({ response_action: 'update', view: loadingModal('submit') });
    const person = personOf(body.user, body.team?.id);
    const show = (end: Parameters<typeof endModal>[0]) => showView(deps, client, { id: view.id }, endModal(end));
    try {
      const kept = await flows.store.kept<PromptRecord>(view.private_metadata);
      const tenant = kept && flows.tenants.get(kept.tenant);
      if (!kept || !tenant || kept.user !== person.user || person.team !== flows.workspace) {
        const refusal = { code: 'stale_card' } as const;
        const id = await recordRefusal(flows, { action: view.callback_id, person, channel: kept?.channel ?? '' }, refusal);
        return void (await show({ kind: 'refused', refusal, id }));
      }
      const chosen = field(view, inputIds.device)?.selected_option?.value;
      const type = field(view, inputIds.isolationType)?.selected_option?.value === 'Selective' ? 'Selective' : 'Full';
      const end = await askRemediation(flows, { prompt: kept, tenant, person, machineId: chosen, isolationType: type, reason });
      await show(end);
    } catch (thrown) {
      const { sentence: detail, id } = explain.failure(deps, thrown, { verb: view.callback_id, user: person.user });
      await show({ kind: 'refused', refusal: { code: 'service_unavailable', sent: 'nothing', detail }, id });
    }
  };
