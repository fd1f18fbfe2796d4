import { type ChannelHealth, type DoctorReport, isHealthy, pollIsLate, type TenantHealth, type TokenHealth } from '../src/core/doctor';
import { durationInWords } from '../src/core/text';
import { some } from './budget';
import { channelLink, inlineCode, nameText, untrusted } from './kit';

const OK = '🟢 OK';
const WRONG = '🔴 Wrong';
const UNKNOWN = '⚪ Unknown';

const BACKENDS = { graph: 'Microsoft Graph', defender: 'Defender for Endpoint' } as const;

function tokenLine({ backend, trouble }: TokenHealth): string {
  if (trouble === undefined) return `${OK}: sign-in to ${BACKENDS[backend]}`;
  return `${WRONG}: sign-in to ${BACKENDS[backend]}. ${untrusted(trouble, 300)}`;
}

/** What is granted is one line; what is missing is one line each, with what does not work and how to grant it. */
function permissionLines({ permissions }: TenantHealth): string[] {
  const names = (granted: boolean | 'unknown') => permissions.filter((row) => row.granted === granted).map(({ permission }) => permission);
  const list = (group: ReturnType<typeof names>) => group.map(({ anyOf: [name] }) => inlineCode(name, 60)).join(', ');
  const [granted, missing, unknown] = [names(true), names(false), names('unknown')];
  return [
    ...missing.map(
      ({ anyOf: [name], backend, neededFor }) =>
        `${WRONG}: permission ${inlineCode(name, 60)} (${BACKENDS[backend]}) is missing, needed for ${neededFor}. ` +
        'Add it to the app registration as an application permission and grant admin consent.',
    ),
    ...(unknown.length > 0 ? [`${UNKNOWN}: permissions ${list(unknown)}, as there is no token to read them from`] : []),
    ...(granted.length > 0 ? [`${OK}: permissions ${list(granted)}`] : []),
  ];
}

function pollLine(tenant: TenantHealth): string {
  const { pollLagMs, pollSeconds } = tenant;
  if (pollLagMs === undefined) return `${WRONG}: alerts have not been read yet. If this lasts, see the ops channel for the reason.`;
  const last = `alerts read ${durationInWords(pollLagMs)} ago, every ${pollSeconds} s`;
  return pollIsLate(tenant) ? `${WRONG}: ${last}. Polling is behind; the ops channel says why.` : `${OK}: ${last}`;
}

function channelLine({ channel, use, member }: ChannelHealth): string {
  const where = `${use} channel ${channelLink(channel)}`;
  if (member === true) return `${OK}: ${where}`;
  if (member === 'unknown') return `${UNKNOWN}: ${where}, as Slack did not say`;
  return `${WRONG}: Tocsin is not in the ${where}. Type \`/invite @Tocsin\` there.`;
}

function tenantText(tenant: TenantHealth): string {
  const lines = [...tenant.tokens.map(tokenLine), ...permissionLines(tenant), pollLine(tenant), ...tenant.channels.map(channelLine)];
  return [`${nameText(tenant.tenantName, 100)}: *${isHealthy(tenant) ? 'all is well' : 'something needs doing'}*`, ...lines].join('\n');
}

/** What `/mde doctor` answers, as mrkdwn. Tenants with something wrong come first. */
export function doctorReport({ tenants, dryRun }: DoctorReport): string {
  const sorted = [...tenants.filter((tenant) => !isHealthy(tenant)), ...tenants.filter(isHealthy)];
  const parts = some(sorted, 5, tenantText);
  const mode = dryRun ? ['*Dry run is on:* nothing is sent to Defender.'] : [];
  return [...mode, ...(parts.length > 0 ? parts : ['No tenant is configured.'])].join('\n\n');
}
