import { inputIds } from '../../blocks/ids';
import { COMMENT_LENGTH } from '../../src/core/case';
import { caseSubmit } from './case-submit';

export const closeSubmit = caseSubmit((field) => {
  const comment = (field(inputIds.comment)?.value ?? '').trim().slice(0, COMMENT_LENGTH.max);
  const [classification = '', determination = ''] = (field(inputIds.verdict)?.selected_option?.value ?? '').split('/');
  const errors = {
    ...(comment.length < COMMENT_LENGTH.min
      ? { [inputIds.comment]: `Say in at least ${COMMENT_LENGTH.min} characters why: it goes on record and to Defender.` }
      : {}),
    ...(determination ? {} : { [inputIds.verdict]: 'Please choose what it was.' }),
  };
  return Object.keys(errors).length > 0 ? { errors } : { act: { verb: 'close', classification, determination, comment } };
});
