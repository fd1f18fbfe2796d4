import { inputIds } from '../../blocks/ids';
import { caseSubmit } from './case-submit';

export const assignSubmit = caseSubmit((field) => {
  const user = field(inputIds.assignee)?.selected_user;
  return user ? { act: { verb: 'assign', to: { user } } } : { errors: { [inputIds.assignee]: 'Please choose somebody.' } };
});
