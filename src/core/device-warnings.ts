import { compareInstants } from './instant';
import type { DeviceState, LoggedOnUser, LookUp } from './look-up';
import { isServer, platformOf } from './platform';

const DAY_MS = 24 * 3_600_000;
/** Full reports come about daily, so a day's silence means nothing. */
const SILENT_MS = 2 * DAY_MS;
const WAITS = 'the action may wait up to 3 days';

type Rule = (device: DeviceState, nowMs: number) => string | undefined;

const firstLabel = (name: string): string => name.split('.')[0] ?? name;

/** By the usual ways of naming one: Defender does not say which device is a domain controller. */
const looksLikeController = ({ name, tags, os }: DeviceState): boolean =>
  (platformOf(os) === 'windows' || os === undefined) &&
  (/(^|[-_])(ad)?dc[-_]?\d*$|^(ad)?dc[-_\d]/i.test(firstLabel(name)) ||
    tags.some((tag) => /^(dc|domain[-_ ]?controllers?)$/i.test(tag.trim())));

const CROWN_JEWEL = /crown|jewel|critical|tier[-_ ]?0|vip|production|high[-_ ]?value|do[-_ ]?not/i;

const daysAgo = (lastSeen: string | undefined, nowMs: number): number => (nowMs - Date.parse(lastSeen ?? '')) / DAY_MS;

const silence: Rule = ({ health, lastSeen }, nowMs) => {
  const days = Math.floor(daysAgo(lastSeen, nowMs));
  if (days * DAY_MS >= SILENT_MS) return `Last report ${days} days ago: ${WAITS}.`;
  return health?.toLowerCase() === 'inactive' ? `Defender calls it inactive: ${WAITS}.` : undefined;
};

/** What a person should know before a device is cut off, one row per fact, the gravest first. */
const RULES: readonly Rule[] = [
  (device) => (looksLikeController(device) ? 'This looks like a domain controller: sign-in may fail for everybody it serves.' : undefined),
  (device) =>
    isServer(device.os) && !looksLikeController(device) ? 'This is a server: whoever uses its services is cut off too.' : undefined,
  ({ tags }) => {
    const marked = tags.filter((tag) => CROWN_JEWEL.test(tag));
    return marked.length > 0 ? `Tagged ${marked.map((tag) => `"${tag}"`).join(', ')} in Defender.` : undefined;
  },
  ({ value }) => (value?.toLowerCase() === 'high' ? 'Defender has it as a high-value device.' : undefined),
  silence,
  ({ health }) => (/impaired/i.test(health ?? '') ? `Its connection to Defender is impaired: ${WAITS}.` : undefined),
  ({ current }) =>
    current ? undefined : 'Defender has merged this record into another or excluded it: check that it is the right device.',
  ({ onboarding }) =>
    onboarding && onboarding.toLowerCase() !== 'onboarded' ? `It is not onboarded to Defender (${onboarding}).` : undefined,
  ({ os }) =>
    platformOf(os) === 'linux'
      ? 'Linux takes Full isolation only, without exceptions for mail or chat; an iptables rule added later lifts it.'
      : undefined,
  ({ os }) => (platformOf(os) === 'macos' ? 'macOS has no exceptions for mail or chat, and needs client 101.98.84 or later.' : undefined),
  () => 'On a full-tunnel VPN or behind a web proxy it may also lose Defender, and then the release.',
];

/**
 * Plain sentences for the Contain modal. `nowMs` is UTC milliseconds; "last report" is Defender's daily full report, not "last online".
 * Tags are untrusted text: the caller escapes.
 */
export function deviceWarnings(device: DeviceState, loggedOn: LookUp<LoggedOnUser[]>, nowMs: number): string[] {
  const found = RULES.map((rule) => rule(device, nowMs)).filter((sentence) => sentence !== undefined);
  const admins = loggedOn.state === 'known' ? loggedOn.value.filter(({ domainAdmin }) => domainAdmin) : [];
  if (admins.length === 0) return found;
  const [latest] = [...admins].sort((a, b) => compareInstants(b.lastSeen ?? '', a.lastSeen ?? ''));
  const others = admins.length > 1 ? ` and ${admins.length - 1} more` : '';
  return [`A domain admin has been logged on: ${latest?.name}${others}. Their credentials may be in its memory.`, ...found];
}
