import { z } from 'zod';
import type { Fault } from './fault';

const text = z.string().optional().catch(undefined);
const texts = z.array(z.string().catch('')).catch([]);

/** The parts of the file that are compared with each other, as far as they can be read: these checks run beside the schema's. */
const comparable = z.object({
  soc: z.object({ channel: text, ops_channel: text }).catch({ channel: undefined, ops_channel: undefined }),
  roles: z.object({ analyst: texts, responder: texts, lead: texts }).catch({ analyst: [], responder: [], lead: [] }),
  tenants: z
    .array(
      z
        .object({
          id: text,
          entra_tenant_id: text,
          client_secret: z.unknown().optional(),
          certificate: z.unknown().optional(),
          channels: z.object({ detections: text, customer: text }).catch({ detections: undefined, customer: undefined }),
          remediation: z
            .object({ actions: texts, approvals: z.record(z.string(), z.number().catch(1)).catch({}), automatic: texts })
            .catch({ actions: [], approvals: {}, automatic: [] }),
        })
        .nullable()
        .catch(null),
    )
    .catch([]),
});

type Comparable = z.output<typeof comparable>;
interface PlacedTenant extends NonNullable<Comparable['tenants'][number]> {
  at: string;
}

/** What is wrong between parts of the file that may each be well formed. `data` is the parsed file with its references replaced. */
export function crossCheck(data: unknown, auditKeyGiven: boolean): Fault[] {
  const read = comparable.safeParse(data);
  if (!read.success) return [];
  const { soc, roles, tenants } = read.data;
  const placed = tenants.flatMap((tenant, index): PlacedTenant[] => (tenant ? [{ ...tenant, at: `tenants[${index}]` }] : []));
  return [
    ...emptyRoles(roles),
    ...sameTwice(placed, 'id', (tenant) => tenant.id),
    ...sameTwice(placed, 'entra_tenant_id', (tenant) => tenant.entra_tenant_id?.toLowerCase()),
    ...sameTwice(placed, 'channels.customer', (tenant) => tenant.channels.customer),
    ...placed.flatMap((tenant) => [
      ...mixedChannels(tenant, soc, placed),
      ...credentials(tenant),
      ...unlistedActions(tenant),
      ...approvals(tenant, roles),
    ]),
    ...auditKey(placed, auditKeyGiven),
  ];
}

function emptyRoles(roles: Comparable['roles']): Fault[] {
  const could = { analyst: 'look anything up, claim or classify', responder: 'remediate', lead: 'approve or set policy' };
  return (['analyst', 'responder', 'lead'] as const)
    .filter((role) => roles[role].length === 0)
    .map((role) => ({
      path: `roles.${role}`,
      problem: `is empty: nobody would be there to ${could[role]}`,
      remedy: 'List at least one Slack user id; the same person may hold several roles.',
    }));
}

function sameTwice(tenants: PlacedTenant[], key: string, value: (tenant: PlacedTenant) => string | undefined): Fault[] {
  const first = new Map<string, string>();
  return tenants.flatMap((tenant): Fault[] => {
    const mine = value(tenant);
    if (mine === undefined) return [];
    const other = first.get(mine);
    if (other === undefined) {
      first.set(mine, tenant.at);
      return [];
    }
    return [{ path: `${tenant.at}.${key}`, problem: `is the same as ${other}.${key}`, remedy: 'Every tenant needs its own.' }];
  });
}

/** A customer's channel is the customer's alone: no detections of another tenant, no talk of the SOC. */
function mixedChannels(tenant: PlacedTenant, soc: Comparable['soc'], all: PlacedTenant[]): Fault[] {
  const customer = tenant.channels.customer;
  if (customer === undefined) return [];
  const inside = [
    { at: 'soc.channel', channel: soc.channel },
    { at: 'soc.ops_channel', channel: soc.ops_channel },
    ...all.map(({ at, channels }) => ({ at: `${at}.channels.detections`, channel: channels.detections })),
  ];
  return inside
    .filter(({ channel }) => channel === customer)
    .map(({ at }) => ({
      path: `${tenant.at}.channels.customer`,
      problem: `is the same channel as ${at}: the customer would read what is not theirs`,
      remedy: 'Give the customer a channel of its own.',
    }));
}

function credentials({ at, client_secret, certificate }: PlacedTenant): Fault[] {
  if ((client_secret === undefined) !== (certificate === undefined)) return [];
  const problem = client_secret === undefined ? 'is missing, and there is no certificate' : 'is given beside a certificate';
  return [{ path: `${at}.client_secret`, problem, remedy: 'Give one of client_secret: ${NAME} and certificate: { path, thumbprint }.' }];
}

function unlistedActions({ at, remediation: { actions, approvals, automatic } }: PlacedTenant): Fault[] {
  const named = [
    ...Object.keys(approvals).map((action) => ({ path: `approvals.${action}`, action })),
    ...automatic.map((action, index) => ({ path: `automatic[${index}]`, action })),
  ];
  return named
    .filter(({ action }) => action !== '' && !actions.includes(action))
    .map(({ path }) => ({
      path: `${at}.remediation.${path}`,
      problem: 'names an action that remediation.actions does not allow',
      remedy: 'List it under actions too, or take it out here.',
    }));
}

/** One person asks (responder or lead), leads who are somebody else approve. */
function approvals({ at, remediation }: PlacedTenant, { responder, lead }: Comparable['roles']): Fault[] {
  const leads = new Set(lead).size;
  const most = leads + (responder.some((user) => !lead.includes(user)) ? 1 : 0);
  return Object.entries(remediation.approvals).flatMap(([action, needed]): Fault[] => {
    const path = `${at}.remediation.approvals.${action}`;
    if (needed > Math.max(1, most)) {
      const problem = `needs ${needed} distinct people, and at most ${most} could take part (one who asks, and leads)`;
      return [{ path, problem, remedy: 'Name more people under roles.lead, or ask for fewer.' }];
    }
    if (needed > 1 && remediation.automatic.includes(action)) {
      const problem = 'asks for people to approve what automatic carries out without any';
      return [{ path, problem, remedy: 'Take the action out of one of the two.' }];
    }
    return [];
  });
}

function auditKey(tenants: PlacedTenant[], given: boolean): Fault[] {
  const acting = tenants.find(({ remediation }) => remediation.actions.length > 0);
  if (given || !acting) return [];
  const problem = `is not set, and ${acting.at}.remediation.actions allows something: no action without an audit`;
  return [{ path: 'AUDIT_HMAC_KEY', problem, remedy: 'Make a key once and keep it: openssl rand -hex 32' }];
}
