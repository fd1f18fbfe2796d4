import type { ButtonAction } from '@slack/bolt';
import { openForm } from './open-form';

/** Close: a form asks as what and why. */
export const closeCase = openForm<ButtonAction>(({ value }) => ({ verb: 'close', detection: value }));
