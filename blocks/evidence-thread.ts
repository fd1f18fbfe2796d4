import type { KnownBlock } from '@slack/types';
import type { Account, FileFacts } from '../src/core/alert';
import type { DetectionCard } from '../src/core/detection-card';
import type { DetectionFacts, DeviceFacts, ProcessFacts } from '../src/core/detection-facts';
import { defang } from '../src/core/text';
import { context, fitMessage, section, sections, some } from './budget';
import { deviceName } from './card-fields';
import { accountText, fileName, openedBy, pidText } from './facts-text';
import { codeBlock, inlineCode, nameCode, nameText, untrusted } from './kit';
import { processTree } from './process-tree';
import { spaced } from './words';

const IN_TREE = 15;

function all<T>(first: T | undefined, others: readonly T[]): T[] {
  return first === undefined ? [...others] : [first, ...others];
}

function hashes({ sha256, sha1, md5 }: FileFacts): string[] {
  const named = { 'SHA-256': sha256, 'SHA-1': sha1, MD5: md5 };
  return Object.entries(named).flatMap(([name, hash]) => (hash ? [`${name} ${inlineCode(hash, 140)}`] : []));
}

function titled(title: string, lines: string[]): KnownBlock[] {
  return lines.length > 0 ? sections([`*${title}*`, ...lines]) : [];
}

function processBlocks({ process, otherProcesses }: DetectionFacts): KnownBlock[] {
  const processes = all(process, otherProcesses);
  if (processes.length === 0) return [];
  const left = processes.length - IN_TREE;
  const tree = codeBlock(processTree(processes.slice(0, IN_TREE)), 2_400, 40);
  return [section(`*Processes*\n${tree}${left > 0 ? `\n+${left} more` : ''}`), ...some(processes, 5, processText).map(section)];
}

function processText(process: ProcessFacts): string {
  const { image, pid, commandLine, parent } = process;
  const about = [
    image.path && `in ${inlineCode(image.path, 200)}`,
    image.signer && `signed by ${untrusted(image.signer, 80)}`,
    ...hashes(image),
  ];
  const parentHash = hashes(parent.image).slice(0, 1);
  return [
    `${nameCode(fileName(image), 120)}${pidText(pid)}`,
    ...(commandLine ? [codeBlock(commandLine, 900)] : ['no command line given']),
    ...about.filter(Boolean),
    ...(parentHash.length > 0 ? [`started by ${nameCode(fileName(parent.image), 100)} ${parentHash[0]}`] : []),
  ].join('\n');
}

function fileText(file: FileFacts): string {
  const { path, size, signer, publisher } = file;
  const about = [
    path && `in ${inlineCode(path, 200)}`,
    size !== undefined && `${size.toLocaleString('en-US')} bytes`,
    signer && `signed by ${untrusted(signer, 80)}`,
    publisher && `published by ${untrusted(publisher, 80)}`,
  ];
  const named = [nameCode(fileName(file), 150), ...about.filter(Boolean)].join(', ');
  return [named, ...hashes(file)].join('\n');
}

function userText(account: Account): string {
  const { upn, sid, displayName } = account;
  const name = accountText(account);
  const about = [
    upn && upn !== name && `UPN ${inlineCode(upn, 120)}`,
    sid && sid !== name && `SID ${inlineCode(sid, 90)}`,
    displayName && displayName !== name && untrusted(displayName, 80),
  ];
  return [nameCode(name, 120), ...about.filter(Boolean)].join(', ');
}

function deviceText({ name, id, os, ip }: DeviceFacts): string {
  const about = [name && id && `id ${inlineCode(id, 80)}`, os && untrusted(os, 60), ip && inlineCode(ip, 60)].filter(Boolean);
  return [nameCode(name ?? id ?? ip ?? 'unnamed device', 120), ...about].join(', ');
}

function addressLines({ facts, enrichment }: DetectionCard): string[] {
  const ips = some(facts.ips, 10, ({ ip, country, role, public: isPublic }) => {
    const about = [isPublic ? undefined : 'internal', country, role && spaced(role)].filter((part) => part !== undefined);
    return `${inlineCode(ip, 60)}${about.map((part) => `, ${untrusted(part, 40)}`).join('')}${openedBy(ip, enrichment.connections)}`;
  });
  return [...ips, ...some(facts.urls, 8, ({ url }) => inlineCode(defang(url), 300))];
}

function registryText({ key, valueName, value }: DetectionFacts['registry'][number]): string {
  const name = valueName === undefined ? '' : `, value ${inlineCode(valueName, 100)}`;
  return `${inlineCode(key, 250)}${name}${value === undefined ? '' : ` = ${inlineCode(value, 200)}`}`;
}

/** Evidence in full, for the card's thread: most telling first, so that what does not fit is the least of it. */
export function evidenceThread(card: DetectionCard): { text: string; blocks: KnownBlock[] } {
  const { facts, tenantName } = card;
  const { alert } = facts;
  const others = some(facts.others, 8, ({ type, label }) => `${inlineCode(type, 60)}${label ? ` ${untrusted(label, 100)}` : ''}`);
  const techniques = some(alert.techniques, 12, (technique) => inlineCode(technique, 20));
  const blocks: KnownBlock[] = [
    ...processBlocks(facts),
    ...titled('Files', some(all(facts.file, facts.otherFiles), 6, fileText)),
    ...titled('Users', some(all(facts.user, facts.otherUsers), 8, userText)),
    ...titled('Devices', some(all(facts.device, facts.otherDevices), 8, deviceText)),
    ...titled('Addresses', addressLines(card)),
    ...titled('Registry', some(facts.registry, 6, registryText)),
    ...titled('Other evidence', others),
    ...titled('Techniques', techniques.length > 0 ? [techniques.join(' ')] : []),
    ...(alert.recommendedActions ? [section(`*Defender recommends*\n${untrusted(alert.recommendedActions, 900)}`)] : []),
    ...(facts.omitted > 0 ? [context(`+${facts.omitted} more pieces of evidence; Defender has all of them.`)] : []),
  ];
  const name = deviceName(card);
  return {
    text: `Evidence: ${untrusted(alert.title, 200)} on ${name ? nameText(name, 100) : 'an unnamed device'} (${nameText(tenantName, 100)})`,
    blocks: fitMessage(blocks.length > 0 ? blocks : [section('Defender gave no evidence with this alert.')]),
  };
}
