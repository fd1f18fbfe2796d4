import type { InputBlock, ModalView } from '@slack/types';
import { COMMENT_LENGTH, NOTE_LENGTH } from '../src/core/case';
import { CLASSIFICATIONS } from '../src/core/classification';
import type { Refusal } from '../src/core/remediation/refusal';
import { context, section } from './budget';
import { callbackIds, inputIds } from './ids';
import { inlineCode, nameText, plain, untrusted } from './kit';
import { limits } from './limits';
import { refusalText } from './refusal';

export interface CasePrompt {
  /** Opaque id; everything else is read again when the form is submitted. */
  prompt: string;
  title: string;
  tenantName: string;
}

const input = (id: string, label: string, element: InputBlock['element'], hint?: string): InputBlock => ({
  type: 'input',
  block_id: id,
  label: plain(label, limits.inputLabel),
  ...(hint ? { hint: plain(hint, limits.inputLabel) } : {}),
  element,
});

function form(
  callback: string,
  title: string,
  submit: string,
  { prompt, title: alert, tenantName }: CasePrompt,
  blocks: InputBlock[],
): ModalView {
  return {
    type: 'modal',
    callback_id: callback,
    private_metadata: prompt.slice(0, limits.privateMetadata),
    title: plain(title, limits.viewTitle),
    submit: plain(submit, limits.viewTitle),
    close: plain('Cancel', limits.viewTitle),
    blocks: [section(`${untrusted(alert, 200)}\n${nameText(tenantName, 100)}`), ...blocks],
  };
}

/** One choice says both, grouped by classification: a pair that does not fit cannot be chosen. */
const verdicts = CLASSIFICATIONS.map(({ value: classification, name, determinations }) => ({
  label: plain(name, limits.optionText),
  options: determinations.map((determination) => ({
    text: plain(`${name}: ${determination.name}`, limits.optionText),
    value: `${classification}/${determination.value}`,
  })),
}));

export const closeModal = (prompt: CasePrompt): ModalView =>
  form(callbackIds.close, 'Close detection', 'Close', prompt, [
    input(inputIds.verdict, 'Classification and determination', {
      type: 'static_select',
      action_id: inputIds.verdict,
      placeholder: plain('Choose what it was', limits.optionText),
      option_groups: verdicts,
    }),
    input(
      inputIds.comment,
      'Comment',
      {
        type: 'plain_text_input',
        action_id: inputIds.comment,
        multiline: true,
        min_length: COMMENT_LENGTH.min,
        max_length: COMMENT_LENGTH.max,
      },
      'Why. Goes on the card, on record, and into Defender with your name.',
    ),
  ]);

/** `text` is there already when a message is made a note. */
export const noteModal = (prompt: CasePrompt, text?: string): ModalView =>
  form(callbackIds.note, 'Add note', 'Add note', prompt, [
    input(
      inputIds.note,
      'Note',
      {
        type: 'plain_text_input',
        action_id: inputIds.note,
        multiline: true,
        min_length: NOTE_LENGTH.min,
        max_length: NOTE_LENGTH.max,
        ...(text ? { initial_value: text.slice(0, NOTE_LENGTH.max) } : {}),
      },
      'Goes on the card, into its thread, and into Defender with your name.',
    ),
  ]);

export const assignModal = (prompt: CasePrompt): ModalView =>
  form(callbackIds.assign, 'Assign detection', 'Assign', prompt, [
    input(inputIds.assignee, 'Who works on it', {
      type: 'users_select',
      action_id: inputIds.assignee,
      placeholder: plain('Choose an analyst', limits.optionText),
    }),
  ]);

/** What a form turns into when it could not be carried out. */
export const notDoneModal = ({ refusal, id }: { refusal: Refusal; id: string }): ModalView => ({
  type: 'modal',
  title: plain('Not done', limits.viewTitle),
  close: plain('Close', limits.viewTitle),
  blocks: [section(refusalText(refusal)), context(`Reference ${inlineCode(id, 80)}`)],
});
