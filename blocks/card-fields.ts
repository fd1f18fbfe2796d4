import type { FileFacts } from '../src/core/alert';
import type { DetectionCard } from '../src/core/detection-card';
import type { DetectionFacts } from '../src/core/detection-facts';
import { accountText, fileName, mainHash, openedBy, pidText } from './facts-text';
import { inlineCode, nameCode, nameText, untrusted } from './kit';
import { when } from './time';
import { spaced } from './words';

/** The device as people call it: the looked-up name is the exact one. Undefined when nothing names it. */
export function deviceName({ facts, enrichment }: DetectionCard): string | undefined {
  if (enrichment.device.state === 'known') return enrichment.device.value.name;
  return facts.device?.name ?? facts.device?.id;
}

/** The file of the alert, or else the image of its process. */
export function mainFile({ file, process }: DetectionFacts): FileFacts | undefined {
  return file && (mainHash(file) || !process || !mainHash(process.image)) ? file : process?.image;
}

function more(count: number): string {
  return count > 0 ? `\n+${count} more in the thread` : '';
}

function deviceField(card: DetectionCard): string {
  const { device, otherDevices } = card.facts;
  const name = deviceName(card);
  const os = (card.enrichment.device.state === 'known' ? card.enrichment.device.value.os : undefined) ?? device?.os;
  const first = name ? nameCode(name, 150) : device?.ip ? `not named, address ${inlineCode(device.ip, 60)}` : 'not named by Defender';
  return `${first}${os ? `\n${untrusted(os, 60)}` : ''}${more(otherDevices.length)}`;
}

function userField({ user, otherUsers }: DetectionFacts): string {
  if (!user) return 'not named by Defender';
  const second = user.name && (user.upn ?? user.displayName);
  return `${nameCode(accountText(user), 150)}${second ? `\n${inlineCode(second, 120)}` : ''}${more(otherUsers.length)}`;
}

function processField({ process, otherProcesses }: DetectionFacts): string | undefined {
  if (!process) return undefined;
  const { image, pid, parent } = process;
  const parentKnown = parent.image.name ?? parent.image.path ?? parent.pid;
  const startedBy = parentKnown === undefined ? '' : `\nstarted by ${nameCode(fileName(parent.image), 120)}${pidText(parent.pid)}`;
  return `${nameCode(fileName(image), 150)}${pidText(pid)}${startedBy}${more(otherProcesses.length)}`;
}

function fileField(facts: DetectionFacts): string | undefined {
  const file = mainFile(facts);
  if (!file) return undefined;
  return `${nameCode(fileName(file), 150)}\n${mainHash(file) ?? 'no hash given'}${more(facts.otherFiles.length)}`;
}

function addressField({ facts, enrichment }: DetectionCard): string | undefined {
  const ips = facts.ips.slice(0, 3).map(({ ip, country, role }) => {
    const about = [country, role && spaced(role)].filter((part) => part !== undefined).map((part) => untrusted(part, 40));
    return `${inlineCode(ip, 60)}${about.length > 0 ? ` (${about.join(', ')})` : ''}${openedBy(ip, enrichment.connections)}`;
  });
  const hosts = facts.urls.slice(0, 2).map(({ url, host }) => inlineCode(host ?? url, 150));
  const rest = facts.ips.length + facts.urls.length - ips.length - hosts.length;
  const all = [...ips, ...hosts].join('\n');
  return all ? `${all}${more(rest)}` : undefined;
}

const STATUS: Record<DetectionFacts['alert']['status'], string> = {
  new: 'New',
  inProgress: 'In progress',
  resolved: 'Resolved',
  unknown: 'Status not given',
};

export function statusWords({ alert }: DetectionFacts): string {
  return STATUS[alert.status];
}

function defenderField(facts: DetectionFacts): string {
  const { classification, determination, assignedTo, category, detectionSource } = facts.alert;
  const verdict = [classification, determination].filter((part) => part !== undefined).map((part) => untrusted(spaced(part), 60));
  const parts = [
    statusWords(facts) + (verdict.length > 0 ? `, ${verdict.join(' / ')}` : ''),
    assignedTo && `assigned to ${inlineCode(assignedTo, 80)}`,
    category && `category ${untrusted(spaced(category), 60)}`,
    detectionSource && `found by ${untrusted(spaced(detectionSource), 60)}`,
  ];
  return parts.filter(Boolean).join('\n');
}

function activityField({ alert }: DetectionFacts): string {
  const { firstActivityAt, lastActivityAt, createdAt } = alert;
  if (!firstActivityAt && !lastActivityAt) return `alert raised ${when(createdAt)}`;
  if (firstActivityAt === lastActivityAt) return when(firstActivityAt ?? createdAt);
  return [firstActivityAt && `first ${when(firstActivityAt)}`, lastActivityAt && `last ${when(lastActivityAt)}`].filter(Boolean).join('\n');
}

/** Key facts, at most ten: device, user and tenant are always there. */
export function factFields(card: DetectionCard): string[] {
  const { facts } = card;
  const techniques = facts.alert.techniques.slice(0, 6).map((technique) => inlineCode(technique, 20));
  const fields: [string, string | undefined][] = [
    ['Device', deviceField(card)],
    ['User', userField(facts)],
    ['Process', processField(facts)],
    ['File', fileField(facts)],
    ['Address', addressField(card)],
    ['Defender', defenderField(facts)],
    ['Activity', activityField(facts)],
    ['Technique', techniques.length > 0 ? techniques.join(' ') : undefined],
    ['Tenant', nameText(card.tenantName, 120)],
  ];
  return fields.flatMap(([label, text]) => (text === undefined ? [] : [`*${label}*\n${text}`]));
}
