import type { LocalDefender } from '../playground/defender';
import type { GraphAlert } from '../playground/defender/world/types';

export const STORIES = ['hands-on-keyboard', 'web-shell', 'infostealer'] as const;
export type Story = (typeof STORIES)[number];

/** Every alert of the stories, by story and place in it. Played for that where no bot looks. */
export function storyAlerts(defender: LocalDefender): { story: Story; index: number }[] {
  return STORIES.flatMap((story) => defender.play(story, 'contoso', { atOnce: true }).map((_, index) => ({ story, index })));
}

const LONG_AGO_MS = 3 * 24 * 3_600_000;

/**
 * Plays a story in a tenant that was not yet polled, with one of its alerts new and the others too old to be looked at: what that alert
 * costs by itself. Answers its id.
 */
export function playAlone(defender: LocalDefender, tenant: string, { story, index }: { story: Story; index: number }): string {
  const ids = defender.play(story, tenant, { atOnce: true });
  const old = new Date(Date.now() - LONG_AGO_MS).toISOString();
  for (const id of ids) if (id !== ids[index]) defender.updateAlert(tenant, id, { createdDateTime: old, lastUpdateDateTime: old });
  return ids[index] ?? '';
}

/** The same thing happens again on the same device: the alert once more, now, with an id of its own. */
export function repeatAlert(defender: LocalDefender, tenant: string, id: string): GraphAlert {
  const alert = defender.state(tenant).alerts.find((other) => other.id === id);
  if (!alert) throw new Error(`${tenant} has no alert ${id}`);
  const { title, description, severity, category, mitreTechniques, incidentId, evidence } = alert;
  return defender.addAlert(tenant, { title, description, severity, category, mitreTechniques, incidentId, evidence });
}
