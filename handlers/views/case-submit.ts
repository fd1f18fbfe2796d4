import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { notDoneModal } from '../../blocks/case-modals';
import type { CaseAct } from '../../src/core/case';
import type { Refusal } from '../../src/core/remediation/refusal';
import type { TriagePrompt } from '../../src/flows/prepare-triage';
import { recordRefusal } from '../../src/flows/record-refusal';
import { triage } from '../../src/flows/triage';
import type { Deps } from '../deps';
import { explain } from '../explain';
import { personOf } from '../guards/person';

type SubmitArgs = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs;
export type Field = ReturnType<typeof fieldOf>;

/** The first element of an input block, whatever its action id. */
function fieldOf(view: SubmitArgs['view'], block: string) {
  return Object.values(view.state.values[block] ?? {})[0];
}

/** What a form says, as an act; or what is wrong with which field. */
export type ReadForm = (field: (block: string) => Field) => { act: CaseAct } | { errors: Record<string, string> };

/**
 * The submission of a form of triage. What it says is checked against what was kept when it was opened. It closes when it is done, which
 * takes the store and the audit alone; when it is not, it says why.
 */
export const caseSubmit =
  (read: ReadForm) =>
  (deps: Deps) =>
  async ({ ack, body, view, context }: SubmitArgs): Promise<void> => {
    const { flows } = deps;
    const form = read((block) => fieldOf(view, block));
    if ('errors' in form) return void (await ack({ response_action: 'errors', errors: form.errors }));
    const notDone = (refusal: Refusal, id: string) => ack({ response_action: 'update', view: notDoneModal({ refusal, id }) });
    if (context.storeAway) return void (await notDone({ code: 'service_unavailable', sent: 'nothing' }, flows.clock.newId()));
    const person = personOf(body.user, body.team?.id);
    const { act } = form;
    try {
      const kept = await flows.store.kept<TriagePrompt>(view.private_metadata);
      const tenant = kept && flows.tenants.get(kept.tenant);
      const record = kept && (await flows.store.detection(kept.tenant, kept.alertId));
      if (!kept || !tenant || !record || kept.user !== person.user || kept.verb !== act.verb) {
        const refusal = { code: 'stale_card' } as const;
        return void (await notDone(
          refusal,
          await recordRefusal(flows, { action: act.verb, person, channel: kept?.channel ?? '' }, refusal),
        ));
      }
      const end = await triage(flows, { tenant, record, person, channel: kept.channel, act });
      await (end.ok ? ack() : notDone(end.refusal, end.id));
    } catch (thrown) {
      const { sentence: detail, id } = explain.failure(deps, thrown, { verb: act.verb, user: person.user });
      await notDone({ code: 'service_unavailable', sent: 'nothing', detail }, id);
    }
  };
