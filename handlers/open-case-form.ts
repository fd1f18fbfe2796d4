import type { WebClient } from '@slack/web-api';
import { assignModal, type CasePrompt, closeModal, noteModal } from '../blocks/case-modals';
import { refusalText } from '../blocks/refusal';
import type { Person } from '../src/core/tenant';
import { prepareTriage } from '../src/flows/prepare-triage';
import { recordRefusal } from '../src/flows/record-refusal';
import type { Deps } from './deps';
import { explain } from './explain';
import type { Clicked } from './guards/clicked-record';

const FORMS = {
  close: (prompt: CasePrompt) => closeModal(prompt),
  note: (prompt: CasePrompt, text?: string) => noteModal(prompt, text),
  assign: (prompt: CasePrompt) => assignModal(prompt),
} as const;

export interface FormAsk {
  verb: keyof typeof FORMS;
  person: Person;
  clicked: Clicked;
  channel: string;
  triggerId: string;
  /** Fills the note. */
  text?: string;
}

/** Opens a form of triage, or answers what the person has to be told instead. */
export async function openCaseForm(deps: Deps, client: WebClient, ask: FormAsk): Promise<string | undefined> {
  const { verb, person, clicked, channel, triggerId, text } = ask;
  const { flows } = deps;
  if (!clicked.ok) {
    const { refusal, record, tenant } = clicked;
    const id = await recordRefusal(flows, { action: verb, person, tenant, record, channel }, refusal);
    return explain.withReference({ sentence: refusalText(refusal), id });
  }
  const prepared = await prepareTriage(flows, { verb, person, ...clicked });
  if (!prepared.ok) return explain.withReference({ sentence: refusalText(prepared.refusal), id: prepared.id });
  await client.views.open({ trigger_id: triggerId, view: FORMS[verb](prepared.prompt, text) });
  return undefined;
}
