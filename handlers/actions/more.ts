import type { OverflowAction } from '@slack/bolt';
import { openForm } from './open-form';

/** The menu at the end of the buttons: `assign/<detection>` or `note/<detection>`. */
export const more = openForm<OverflowAction>(({ selected_option: chosen }) => {
  const [verb, detection] = chosen.value.split('/');
  return { verb: verb === 'assign' ? 'assign' : 'note', detection };
});
