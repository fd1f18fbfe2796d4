import type { Role } from '../src/core/tenant';
import { inlineCode, mention, nameText } from './kit';

/** What Slack said about the person, and what our configuration makes of it. `roles` as `rolesOf` gives them, the least first. */
export interface Who {
  user: string;
  roles: Role[];
  /** False for people of other workspaces in shared channels. */
  ownWorkspace: boolean;
  tenants: string[];
}

const CAN: Record<Role, string> = {
  analyst: 'read detections and their evidence, claim, assign, note, close and reopen them',
  responder: 'contain and release hosts',
  lead: 'be asked when others are not permitted',
};

const VERBS: [string, string][] = [
  ['/mde help', 'this text'],
  ['/mde whoami', 'who Tocsin takes you for, and what you may do'],
  ['/mde doctor', 'whether sign-in, permissions, polling and channels of each tenant work, and how to mend them'],
];

/** What `/mde help` answers. */
export function helpText(): string {
  return [
    '*Tocsin* brings each Defender alert into a channel with what is known about it. *Contain host* on a card isolates the device.',
    '*Claim*, *Close*, *Reopen* and *More* on a card carry its triage, and Defender is kept in step. A reply `note: …` in its thread, or *Add as note* on a message there, becomes a note.',
    ...VERBS.map(([verb, meaning]) => `• \`${verb}\`: ${meaning}`),
  ].join('\n');
}

export function unknownVerbText(verb: string, verbs: readonly string[]): string {
  const known = verbs.map((name) => inlineCode(`/mde ${name}`, 60)).join(', ');
  return `There is no ${inlineCode(`/mde ${verb}`, 80)}. What there is: ${known}.`;
}

function tenantList(tenants: readonly string[]): string {
  if (tenants.length === 0) return 'none';
  const names = tenants.slice(0, 20).map((name) => nameText(name, 80));
  return names.join(', ') + (tenants.length > 20 ? ` +${tenants.length - 20} more` : '');
}

/** What `/mde whoami` answers; the Home tab shows the same. */
export function whoamiText({ user, roles, ownWorkspace, tenants }: Who): string {
  if (!ownWorkspace) return `You are ${mention(user)}, from another workspace: here you may read, and not press buttons.`;
  const role = roles.at(-1);
  if (!role) {
    return `You are ${mention(user)}. You hold no role, so you may read and not act. Whoever runs Tocsin can name you in its configuration.`;
  }
  return [
    `You are ${mention(user)}, ${role}.`,
    `*You may:* ${roles.map((name) => CAN[name]).join('; ')}.`,
    `*Tenants:* ${tenantList(tenants)}.`,
  ].join('\n');
}
