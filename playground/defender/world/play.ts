import { applyChange } from '../graph/alert-change';
import { handsOnKeyboard } from '../stories/hands-on-keyboard';
import { infostealer } from '../stories/infostealer';
import { noise } from '../stories/noise';
import type { Story, StoryAlert, StoryName } from '../stories/story';
import { webShell } from '../stories/web-shell';
import { buildAlert, buildIncident } from './alert';
import { type Cast, castStory } from './cast';
import { eventRows } from './event-rows';
import { evidenceOf } from './evidence';
import { guidOf } from './hash';
import { SECOND } from './time';
import type { TenantState } from './types';
import type { World } from './world';

export const STORIES: Record<StoryName, Story> = {
  'hands-on-keyboard': handsOnKeyboard,
  'web-shell': webShell,
  infostealer,
  noise,
};

const RISK = ['None', 'Informational', 'Low', 'Medium', 'High'];

function raiseRisk(cast: Cast, alert: StoryAlert): void {
  const level = RISK.findIndex((name) => name.toLowerCase() === alert.severity);
  for (const reference of alert.evidence.filter((item) => item.startsWith('device:'))) {
    const { machine } = cast.device(reference.slice('device:'.length));
    if (level > RISK.indexOf(machine.riskScore ?? 'None')) machine.riskScore = RISK[level] ?? null;
  }
}

function report(world: World, cast: Cast, alert: StoryAlert, id: string, incidentId: string, ms: number): void {
  const { tenant, story, time } = cast;
  const at = world.stamp(ms);
  raiseRisk(cast, alert);
  const incident = tenant.incidents.find((other) => other.id === incidentId);
  if (incident) incident.lastUpdateDateTime = at;
  else {
    const { title, severity } = story.incident ?? { title: alert.title, severity: alert.severity };
    tenant.incidents.push(buildIncident(tenant, incidentId, at, { displayName: title, severity }));
    tenant.investigations.push(investigationOf(cast, alert, id, incidentId, at));
  }
  tenant.alerts.push(
    buildAlert(tenant, id, at, {
      incidentId,
      title: alert.title,
      description: alert.description,
      severity: alert.severity,
      category: alert.category,
      mitreTechniques: alert.techniques,
      ...(alert.detectionSource ? { detectionSource: alert.detectionSource } : {}),
      threatDisplayName: alert.threat ?? null,
      threatFamilyName: alert.threat?.split(/[/.]/)[1] ?? null,
      firstActivityDateTime: time(alert.at, `first:${alert.key}`),
      lastActivityDateTime: time(alert.at + 5, `last:${alert.key}`),
      evidence: evidenceOf(cast, alert, at),
    }),
  );
}

function investigationOf(cast: Cast, alert: StoryAlert, id: string, incidentId: string, at: string): Record<string, unknown> {
  const key = alert.evidence.find((item) => item.startsWith('device:'))?.slice('device:'.length);
  const machine = key ? cast.device(key).machine : undefined;
  return {
    id: `6${incidentId}`,
    startTime: at,
    endTime: null,
    state: 'Running',
    cancelledBy: null,
    statusDetails: null,
    machineId: machine?.id ?? null,
    computerDnsName: machine?.computerDnsName ?? null,
    triggeringAlertId: id,
  };
}

/**
 * Plays a story in a tenant: its events are there at once, its alerts come over some seconds, or all now with `atOnce` (then nothing
 * changes by itself later). Returns the ids the alerts have or will have, in order of arrival.
 */
export function playStory(world: World, tenant: TenantState, name: StoryName, options: { atOnce?: boolean } = {}): string[] {
  const story: Story | undefined = STORIES[name];
  if (!story) throw new Error(`There is no story "${name}"; there are ${Object.keys(STORIES).join(', ')}.`);
  const now = world.now();
  tenant.plays += 1;
  const play = `${tenant.entraTenantId}:${name}:${tenant.plays}:${now}`;
  const cast = castStory(tenant, story, now - story.span * SECOND, now);
  for (const { table, row } of eventRows(cast)) {
    const rows = tenant.events.get(table) ?? [];
    rows.push(row);
    tenant.events.set(table, rows);
  }
  const ids = new Map(story.alerts.map((alert) => [alert.key, `da${guidOf(`${play}:${alert.key}`)}_1`]));
  for (const [index, alert] of story.alerts.entries()) {
    const incidentId = String(1000 + tenant.plays * 20 + (story.incident ? 0 : index));
    const arrive = (ms: number) => report(world, cast, alert, ids.get(alert.key) ?? '', incidentId, ms);
    if (options.atOnce) arrive(now);
    else world.schedule.at(now + alert.arrives * SECOND, arrive);
  }
  for (const update of options.atOnce ? [] : story.updates) {
    world.schedule.at(now + update.after * SECOND, (ms) => {
      const alert = tenant.alerts.find((other) => other.id === ids.get(update.alert));
      if (alert) applyChange(alert, update.changes, world.stamp(ms));
    });
  }
  world.schedule.settle(now);
  return [...ids.values()];
}
