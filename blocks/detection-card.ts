import type { ActionsBlockElement, Button, KnownBlock, Overflow } from '@slack/types';
import type { DetectionCard, RemediationView } from '../src/core/detection-card';
import { defang } from '../src/core/text';
import { context, fitMessage, section, sections } from './budget';
import { enrichmentLines } from './card-enrichment';
import { deviceName, factFields, statusWords } from './card-fields';
import { caseLines, caseWord } from './case-words';
import { actionIds } from './ids';
import { codeBlock, inlineCode, mention, mrkdwn, nameText, plain, untrusted } from './kit';
import { limits } from './limits';
import { portalUrl } from './portal-url';
import { when } from './time';
import { isUnderWay, remediationWords, severityWords } from './words';

/** How far the device is from the network, as far as we and Defender know; it decides the state in words and the buttons. */
type Containment = 'free' | 'containing' | 'contained' | 'releasing';

function containmentOf({ remediations, enrichment }: DetectionCard): Containment {
  const open = remediations.find((remediation) => isUnderWay(remediation) && !remediation.dryRun);
  if (open) return open.action === 'contain_host' ? 'containing' : 'releasing';
  if (enrichment.isolation.state !== 'known') return 'free';
  const { state } = enrichment.isolation.value;
  return state === 'isolated' ? 'contained' : state === 'isolating' ? 'containing' : state === 'releasing' ? 'releasing' : 'free';
}

const CONTAINMENT: Record<Exclude<Containment, 'free'>, string> = {
  containing: 'Containment under way',
  contained: 'Contained',
  releasing: 'Release under way',
};

/** What we or Defender did about it: containment first, then the case. Empty while nothing is. */
function workWords(card: DetectionCard): string {
  const containment = containmentOf(card);
  return [containment === 'free' ? '' : CONTAINMENT[containment], caseWord(card.triage)].filter(Boolean).join(' · ');
}

/** Empty when Defender gave no status and nothing is under way. */
function stateWords(card: DetectionCard): string {
  return workWords(card) || (card.facts.alert.status === 'unknown' ? '' : statusWords(card.facts));
}

export function remediationLine(remediation: RemediationView): string {
  const { state, askedBy, askedAt, updatedAt, trouble } = remediation;
  const asked = state === 'asked' ? `by ${mention(askedBy)} ${when(askedAt)}` : `${when(updatedAt)}, asked by ${mention(askedBy)}`;
  return `*${remediationWords(remediation)}* · ${asked}${trouble ? `\n${untrusted(trouble, 300)}` : ''}`;
}

/** The newest two; the thread has a message for each. */
function remediationLines({ remediations }: DetectionCard): string[] {
  return remediations.slice(-2).map(remediationLine);
}

function whyText({ facts }: DetectionCard): string {
  const { severity, severityReasons, vendorSeverity, alert } = facts;
  const description = alert.description ? untrusted(alert.description, 700) : 'Defender gave no description.';
  if (severity === vendorSeverity) return description;
  const vendor = vendorSeverity === 'unknown' ? 'Defender gives none' : `Defender says ${vendorSeverity}`;
  const reasons = severityReasons.slice(0, 4).map((reason) => untrusted(reason, 150));
  return `${description}\n*Severity ${severity}* (${vendor})${reasons.length > 0 ? `: ${reasons.join('; ')}.` : '.'}`;
}

/** Of a closed case only what undoes remains, and the link. */
function buttons(card: DetectionCard): ActionsBlockElement[] {
  const { detection, facts, enrichment, triage } = card;
  const closed = triage.state === 'closed';
  const containment = containmentOf(card);
  const named = enrichment.device.state === 'known' || facts.device?.id !== undefined || facts.device?.name !== undefined;
  const url = portalUrl(facts.alert.webUrl);
  const button = (actionId: string, label: string): Button => ({
    type: 'button',
    action_id: actionId,
    text: plain(label, limits.button),
    value: detection,
  });
  const more: Overflow = {
    type: 'overflow',
    action_id: actionIds.more,
    options: [moreOption('Assign…', 'assign', detection), moreOption('Add note…', 'note', detection)],
  };
  return [
    ...(named && !closed && containment === 'free' ? [{ ...button(actionIds.containHost, 'Contain host'), style: 'danger' as const }] : []),
    ...(containment === 'contained' ? [button(actionIds.releaseHost, 'Release host')] : []),
    ...(closed ? [button(actionIds.reopen, 'Reopen')] : []),
    ...(closed ? [] : [triage.owner ? button(actionIds.unclaim, 'Unclaim') : button(actionIds.claim, 'Claim')]),
    ...(closed ? [] : [button(actionIds.close, 'Close')]),
    ...(url ? [{ ...button(actionIds.openInDefender, 'Open in Defender'), url }] : []),
    ...(closed ? [] : [more]),
  ];
}

const moreOption = (words: string, verb: string, detection: string) => ({
  text: plain(words, limits.optionText),
  value: `${verb}/${detection}`.slice(0, limits.optionValue),
});

function footer({ facts, seenAt, notes }: DetectionCard): KnownBlock[] {
  const incident = facts.alert.incidentId;
  const parts = [
    `Alert ${inlineCode(facts.alertId, 120)}`,
    ...(incident ? [`incident ${inlineCode(incident, 40)}`] : []),
    `first shown ${when(seenAt)}`,
    'Tocsin',
  ];
  const said = notes.slice(0, 5).map((note) => untrusted(note, 200));
  return [context(parts.join(' · ')), ...(said.length > 0 ? [context(said.join('\n'))] : [])];
}

const DRY_RUN = '*Dry run:* remediations are recorded and shown, nothing is sent to Defender.';

/**
 * The root message of a detection: what is known now, edited in place. Order as in docs/message-style.md. `text` is the complete
 * one-line version for notifications, screen readers, and where Slack refuses the blocks.
 */
export function detectionCard(card: DetectionCard): { text: string; blocks: KnownBlock[] } {
  const { facts, tenantName } = card;
  const title = defang(facts.alert.title);
  const commandLine = facts.process?.commandLine;
  const severity = severityWords(facts.severity);
  const done = [...caseLines(card.triage), ...remediationLines(card)];
  const actions = buttons(card);
  const body: KnownBlock[] = [
    { type: 'header', text: plain([severity, stateWords(card), title].filter(Boolean).join(' · '), limits.header) },
    ...(card.dryRun ? [context(DRY_RUN)] : []),
    ...(done.length > 0 ? [section(done.join('\n'))] : []),
    section(whyText(card)),
    { type: 'section', fields: factFields(card).map(mrkdwn), expand: true },
    ...(commandLine ? [section(`*Command line*\n${codeBlock(commandLine, 600)}`)] : []),
    ...sections(enrichmentLines(card)),
  ];
  const name = deviceName(card);
  const state = workWords(card) && `${workWords(card)} · `;
  return {
    text: `${state}${severity}: ${untrusted(title, 200)} on ${name ? nameText(name, 100) : 'an unnamed device'} (${nameText(tenantName, 100)})`,
    blocks: fitMessage(body, [...(actions.length > 0 ? [{ type: 'actions' as const, elements: actions }] : []), ...footer(card)]),
  };
}
