import type { Alert, Evidence } from './alert';
import type { Severity } from './detection-facts';
import { hackToolIn } from './hack-tools';

const LADDER: readonly Severity[] = ['informational', 'low', 'medium', 'high', 'critical'];

type Raise = 'always' | 'on a server' | 'impairs defences' | 'names a CVE';

interface CategoryRule {
  /** Defender's present name of the category. */
  name: string;
  /** One step up, when this holds. */
  raise?: Raise;
  fixed?: Severity;
  /** Not above this, and `low` when everything found was dealt with. */
  ceiling?: Severity;
  lowWhenHandled?: true;
}

/** Our handling of Defender's alert categories; a category without a row keeps Defender's severity. */
const CATEGORIES: Readonly<Record<string, CategoryRule>> = {
  credentialaccess: { name: 'CredentialAccess', raise: 'always' },
  lateralmovement: { name: 'LateralMovement', raise: 'always' },
  privilegeescalation: { name: 'PrivilegeEscalation', raise: 'on a server' },
  defenseevasion: { name: 'DefenseEvasion', raise: 'impairs defences' },
  exploit: { name: 'Exploit', raise: 'names a CVE' },
  ransomware: { name: 'Ransomware', fixed: 'critical' },
  malware: { name: 'Malware', lowWhenHandled: true },
  unwantedsoftware: { name: 'UnwantedSoftware', ceiling: 'low' },
};

/** Names of before 2019 that still occur. Those that keep Defender's severity need no row. */
const OLD_NAMES: Readonly<Record<string, string>> = {
  credentialtheft: 'credentialaccess',
  credentialstealing: 'credentialaccess',
  networkpropagation: 'lateralmovement',
  defenceevasion: 'defenseevasion',
  stealth: 'defenseevasion',
  defenseimpairment: 'defenseevasion',
  backdoor: 'malware',
  trojan: 'malware',
  trojandownloader: 'malware',
};

const HANDLED = new Set(['remediated', 'prevented', 'blocked']);

function isHandled(piece: Evidence): boolean {
  if (piece.remediation && HANDLED.has(piece.remediation.toLowerCase())) return true;
  // A later state of the remediation outweighs the word at the time of detection.
  if (piece.remediation && piece.remediation.toLowerCase() !== 'none') return false;
  return 'detectionStatus' in piece && HANDLED.has((piece.detectionStatus ?? '').toLowerCase());
}

/** True when every file and process of the alert was blocked, prevented or remediated. */
function allHandled(alert: Alert): boolean {
  const found = alert.evidence.filter(({ kind }) => kind === 'file' || kind === 'process');
  return found.length > 0 && found.every(isHandled);
}

const HOLDS: Readonly<Record<Raise, (alert: Alert, server: boolean) => boolean>> = {
  always: () => true,
  'on a server': (_, server) => server,
  // ATT&CK T1562 "Impair Defenses"; its own tactic since v19.
  'impairs defences': (alert) =>
    alert.techniques.some((technique) => /^T1562\b/i.test(technique.trim())) || plain(alert.category) === 'defenseimpairment',
  'names a CVE': ({ title, description, threatName }) => /\bCVE-\d{4}-\d{4,}/i.test(`${title} ${description ?? ''} ${threatName ?? ''}`),
};

const plain = (category: string | undefined): string => (category ?? '').toLowerCase().replace(/[^a-z]/g, '');

/**
 * Our severity of an alert beside Defender's, by category, and why it is another, one clause each. It is below Defender's `high` never: that takes a
 * person. An alert without a severity counts as medium.
 */
export function severityOf(alert: Alert, device: { server: boolean }): { severity: Severity; reasons: string[] } {
  const reasons: string[] = [];
  const vendor: Severity = alert.severity === 'unknown' ? 'medium' : alert.severity;
  let rank = LADDER.indexOf(vendor);
  const move = (to: number, why: string): void => {
    if (to === rank) return;
    rank = to;
    reasons.push(why);
  };
  const at = (severity: Severity): number => LADDER.indexOf(severity);

  const category = plain(alert.category);
  const rule = CATEGORIES[OLD_NAMES[category] ?? category];
  const named = `category ${(rule?.name ?? '').replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()}`;
  if (rule?.raise && HOLDS[rule.raise](alert, device.server)) {
    move(Math.min(rank + 1, LADDER.length - 1), `${named} raises it${rule.raise === 'always' ? '' : ` (${rule.raise})`}`);
  }
  if (rule?.fixed) move(at(rule.fixed), `${named} is always ${rule.fixed}`);
  if (rule?.ceiling) move(Math.min(rank, at(rule.ceiling)), `${named} lowers it`);
  if (rule?.lowWhenHandled && allHandled(alert)) move(Math.min(rank, at('low')), 'everything found was blocked or remediated');

  const tool = hackToolIn(alert);
  if (tool) move(Math.max(rank, at('high')), `${tool} is an attacker's tool`);
  if (vendor === 'high') move(Math.max(rank, at('high')), "never below Defender's high without a person");
  return { severity: LADDER[rank] ?? vendor, reasons };
}
