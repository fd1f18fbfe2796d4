import type { RemediationStateName, RemediationView } from '../src/core/detection-card';
import type { Severity } from '../src/core/detection-facts';

/** Never colour alone: the dot comes with its word. */
const DOTS: Record<Severity, string> = { critical: '🔴', high: '🟠', medium: '🟡', low: '🔵', informational: '⚪' };

export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Defender's `commandAndControl` as people read it: "command and control". */
export function spaced(word: string): string {
  const words = word.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.replace('microsoft defender', 'Microsoft Defender').replace('for endpoint', 'for Endpoint');
}

/** `🔴 Critical` */
export function severityWords(severity: Severity): string {
  return `${DOTS[severity]} ${capital(severity)}`;
}

type Words = Record<RemediationStateName, string>;

/** "Asked", "accepted" and "confirmed" are three different things and never stand for each other. */
const CONTAIN: Words = {
  asked: 'Containment asked, not yet sent to Defender',
  sending: 'Containment asked, being sent to Defender',
  unknown: "Containment sent, Defender's answer was lost: being checked",
  accepted: 'Containment accepted by Defender, waiting for the device',
  confirmed: 'Contained: confirmed on the device',
  failed: 'Containment failed: the device is not known to be isolated',
  timed_out: 'Containment timed out: the device did not carry it out',
  cancelled: 'Containment cancelled',
  refused: 'Containment refused by Defender',
  not_sent: 'Containment not sent: nothing was changed',
};

const RELEASE: Words = {
  asked: 'Release asked, not yet sent to Defender',
  sending: 'Release asked, being sent to Defender',
  unknown: "Release sent, Defender's answer was lost: being checked",
  accepted: 'Release accepted by Defender, waiting for the device',
  confirmed: 'Released: confirmed on the device',
  failed: 'Release failed: the device may still be isolated',
  timed_out: 'Release timed out: the device may still be isolated',
  cancelled: 'Release cancelled: the device stays isolated',
  refused: 'Release refused by Defender',
  not_sent: 'Release not sent: nothing was changed',
};

/** The state of a remediation in words. A dry run never reads as if something had happened to the device. */
export function remediationWords({ action, state, dryRun }: Pick<RemediationView, 'action' | 'state' | 'dryRun'>): string {
  const words = (action === 'contain_host' ? CONTAIN : RELEASE)[state];
  if (!dryRun) return words;
  if (state !== 'confirmed' && !isUnderWay({ state })) return `Dry run: ${words}`;
  return `Dry run: ${action === 'contain_host' ? 'containment' : 'release'} recorded, nothing is sent to Defender`;
}

const ENDED: readonly RemediationStateName[] = ['confirmed', 'failed', 'timed_out', 'cancelled', 'refused', 'not_sent'];

export function isUnderWay({ state }: Pick<RemediationView, 'state'>): boolean {
  return !ENDED.includes(state);
}
