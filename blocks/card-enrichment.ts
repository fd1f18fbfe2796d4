import type { DetectionCard } from '../src/core/detection-card';
import type { DeviceState, IncidentSummary, Isolation, LoggedOnUser, OpenAlert, Prevalence } from '../src/core/look-up';
import { accountText, lookUpLine } from './facts-text';
import { inlineCode, nameCode, untrusted } from './kit';
import { ago, when } from './time';
import { spaced } from './words';

function deviceLine({ health, lastSeen, risk, exposure, value, tags }: DeviceState): string {
  const parts = [
    health ? untrusted(health, 40) : 'health not given',
    lastSeen && `last report ${ago(lastSeen)}`,
    risk && `risk ${untrusted(risk.toLowerCase(), 20)}`,
    exposure && `exposure ${untrusted(exposure.toLowerCase(), 20)}`,
    value && value.toLowerCase() !== 'normal' && `device value ${untrusted(value.toLowerCase(), 20)}`,
    tags.length > 0 && `tags ${list(tags, 5, (tag) => inlineCode(tag, 40))}`,
  ];
  return parts.filter(Boolean).join(', ');
}

export function loggedOnText(users: LoggedOnUser[]): string {
  if (users.length === 0) return 'nobody seen';
  return list(users, 4, (user) => {
    const notes = [...user.logonTypes.slice(0, 2).map((type) => untrusted(type, 30)), ...(user.domainAdmin ? ['*domain admin*'] : [])];
    return nameCode(accountText(user), 80) + (notes.length > 0 ? ` (${notes.join(', ')})` : '');
  });
}

export function isolationText({ state, type, since, by }: Isolation): string {
  const detail = `${since ? ` since ${when(since)}` : ''}${by ? ` by ${inlineCode(by, 80)}` : ''}`;
  const kind = type ? ` (${untrusted(type, 20)})` : '';
  switch (state) {
    case 'isolated':
      return `isolated${kind}${detail}`;
    case 'isolating':
      return `isolation under way${kind}${detail}`;
    case 'releasing':
      return `release under way${detail}`;
    case 'not_isolated':
      return 'not isolated';
    case 'unknown':
      return "not clear from the device's last actions";
  }
}

function prevalenceText({ devices, firstSeen, global }: Prevalence): string {
  const count = (n: number) => n.toLocaleString('en-US');
  const parts = [
    `on ${count(devices)} ${devices === 1 ? 'device' : 'devices'} here`,
    firstSeen && `first seen ${ago(firstSeen)}`,
    global !== undefined && `worldwide ${count(global)}`,
  ];
  return parts.filter(Boolean).join(', ');
}

/** The alert the card is about is among the device's open ones; it is not an "other". */
function openAlertsText(alerts: OpenAlert[], alertId: string): string {
  const others = alerts.filter(({ id }) => id !== alertId);
  const newest = others.reduce<OpenAlert | undefined>(
    (best, alert) => (best && best.createdAt >= alert.createdAt ? best : alert),
    undefined,
  );
  if (!newest) return 'none';
  const title = untrusted(newest.title, 120);
  return `${others.length} (newest: ${title}, ${untrusted(newest.severity.toLowerCase(), 20)}, ${ago(newest.createdAt)})`;
}

function incidentText({ id, title, severity, status }: IncidentSummary): string {
  const about = [
    title && untrusted(title, 200),
    severity && untrusted(severity.toLowerCase(), 20),
    status && untrusted(spaced(status), 30),
  ];
  return [inlineCode(id, 40), ...about.filter(Boolean)].join(', ');
}

function list<T>(items: readonly T[], max: number, draw: (item: T) => string): string {
  const more = items.length > max ? ` +${items.length - max} more` : '';
  return items.slice(0, max).map(draw).join(', ') + more;
}

/** What was looked up, one line each, in the order of the view model. A line without a subject in this alert is left out. */
export function enrichmentLines({ enrichment: found, facts }: DetectionCard): string[] {
  const lines: (string | false)[] = [
    facts.device !== undefined && lookUpLine('Device', found.device, deviceLine),
    facts.device !== undefined && lookUpLine('Logged on', found.loggedOn, loggedOnText),
    facts.device !== undefined && lookUpLine('Isolation', found.isolation, isolationText),
    facts.device !== undefined &&
      lookUpLine('Other open alerts on this device', found.openAlerts, (alerts) => openAlertsText(alerts, facts.alertId)),
    facts.file !== undefined && lookUpLine('File', found.file, prevalenceText),
    facts.ips.length > 0 && lookUpLine('Address', found.ip, (value) => `${inlineCode(value.ip, 60)} ${prevalenceText(value)}`),
    facts.ips.some((address) => address.public) &&
      found.connections.state !== 'known' &&
      lookUpLine('Connection opened by', found.connections, () => ''),
    facts.urls.some((url) => url.host) &&
      lookUpLine('Domain', found.domain, (value) => `${inlineCode(value.host, 120)} ${prevalenceText(value)}`),
    facts.alert.incidentId !== undefined && lookUpLine('Incident', found.incident, incidentText),
  ];
  return lines.filter((line) => line !== false);
}
