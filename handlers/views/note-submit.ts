import { inputIds } from '../../blocks/ids';
import { NOTE_LENGTH } from '../../src/core/case';
import { caseSubmit } from './case-submit';

export const noteSubmit = caseSubmit((field) => {
  const text = (field(inputIds.note)?.value ?? '').trim().slice(0, NOTE_LENGTH.max);
  return text ? { act: { verb: 'note', text, inThread: false } } : { errors: { [inputIds.note]: 'Please write something.' } };
});
