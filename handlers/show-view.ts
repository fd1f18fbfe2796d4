import type { View } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { asTocsinError } from '../src/core/errors';
import type { Deps } from './deps';

/**
 * Brings an open modal up to date. It never throws: the person may have closed it, and Slack failing to draw it undoes nothing of what
 * was done.
 */
export async function showView({ flows }: Deps, client: WebClient, shown: { id?: string; hash?: string }, view: View): Promise<void> {
  try {
    await client.views.update({ view_id: shown.id ?? '', hash: shown.hash, view });
  } catch (error) {
    flows.log.warn({ view: shown.id, err: asTocsinError(error) }, 'modal not brought up to date');
  }
}
