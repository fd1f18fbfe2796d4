import type { CasePerson } from '../src/core/case-record';
import type { Refusal, RefusalCode } from '../src/core/remediation/refusal';
import type { Role } from '../src/core/tenant';
import { personName } from './case-words';
import { inlineCode, mention, nameCode, nameText, untrusted } from './kit';
import { when } from './time';

const NEEDS: Record<Role, string> = { analyst: 'analysts', responder: 'responders', lead: 'leads' };

type Of<C extends RefusalCode> = Extract<Refusal, { code: C }>;

/** Whom to ask: ids from our own configuration. */
function ask(people: string[]): string {
  if (people.length === 0) return 'Nobody holds that role here yet; whoever runs Tocsin can name somebody in its configuration.';
  return `Please ask ${people.slice(0, 5).map(mention).join(' or ')}.`;
}

const whose = (by: CasePerson | undefined): string => (by ? ` by ${personName(by)}` : '');

/** One row per reason code: what is the matter, and what to do next. */
const SENTENCES: { [C in RefusalCode]: (refusal: Of<C>) => string } = {
  not_permitted: ({ tenantName, needs, ask: people }) => `Only ${NEEDS[needs]} of ${nameText(tenantName, 100)} may do this. ${ask(people)}`,
  outsider: () => 'Only members of the SOC workspace may do this. Please ask your SOC contact in this channel.',
  wrong_channel: () => 'This button belongs to a message in another channel. Please use it on the original message.',
  tenant_disabled: ({ tenantName, action }) =>
    `${nameText(tenantName, 100)} has not enabled ${inlineCode(action, 60)}. A lead can agree it with them and add it to their configuration.`,
  approval_needed: ({ tenantName, needed }) =>
    `${nameText(tenantName, 100)} asks for ${needed} people to approve this, and Tocsin cannot collect approvals yet. Please act in Defender's portal, together with a second person.`,
  permission_missing: ({ tenantName, permission }) =>
    `The Defender app of ${nameText(tenantName, 100)} lacks ${inlineCode(permission, 80)}. \`/mde doctor\` shows how to grant it.`,
  device_unresolved: ({ deviceName, found }) =>
    found > 1
      ? `${found} devices are called ${deviceName ? nameCode(deviceName, 120) : 'the same'}, and none was chosen. Please press the button again and choose one.`
      : `Defender knows no device ${deviceName ? `called ${nameCode(deviceName, 120)}` : 'for this alert'}. Please look for it in Defender's portal.`,
  device_unsupported: ({ detail }) => `${untrusted(detail, 300)} Please take the device off the network by hand.`,
  device_not_reporting: ({ deviceName, health }) =>
    `${nameCode(deviceName, 120)} does not report to Defender (${untrusted(health, 40)}), so the action would not reach it. Please take it off the network by hand.`,
  protected_asset: ({ deviceName, tenantName, pattern }) =>
    `${nameCode(deviceName, 120)} is on the protected list of ${nameText(tenantName, 100)} (${inlineCode(pattern, 80)}). Please ask a lead, who can change the list.`,
  limit_reached: ({ tenantName, used, limit }) =>
    `${used} of ${limit} remediations this hour for ${nameText(tenantName, 100)} are used. Please wait for the next hour, or act in Defender's portal.`,
  already_open: ({ deviceName, by, sinceMs }) => {
    const detail = [by && `asked by ${mention(by)}`, sinceMs !== undefined && when(new Date(sinceMs).toISOString())]
      .filter(Boolean)
      .join(', ');
    return `An action on ${nameCode(deviceName, 120)} is already under way${detail ? ` (${detail})` : ''}. The thread shows how it goes on.`;
  },
  already_done: ({ deviceName, state, since, by }) => {
    const detail = [since && `since ${when(since)}`, by && `by ${inlineCode(by, 80)}`].filter(Boolean).join(', ');
    const words = state === 'isolated' ? 'already isolated' : 'not isolated';
    return `${nameCode(deviceName, 120)} is ${words}${detail ? ` (${detail})` : ''}. There is nothing to do.`;
  },
  case_closed: ({ by }) => `This detection is closed${whose(by)}. Please press *Reopen* on its card first.`,
  case_not_closed: () => 'This detection is not closed. There is nothing to do.',
  case_claimed: ({ by }) => `${personName(by)} has this detection already. Please use *More*, *Assign…* on its card to hand it on.`,
  case_not_yours: ({ by }) =>
    by
      ? `This detection is claimed${whose(by)}. Please ask them or a lead, or use *More*, *Assign…* on its card.`
      : 'Nobody has claimed this detection. There is nothing to do.',
  assignee_not_permitted: ({ user }) =>
    `${mention(user)} holds no role here and could not work on it. Please choose an analyst, or have whoever runs Tocsin name them in its configuration.`,
  note_empty: () => 'There is no text in this note. Please write one, for instance `note: user confirms the install`.',
  no_case: () => "This message is not in the thread of a detection's card. Please use it on a message in such a thread.",
  reason_missing: () => 'A reason of at least 5 characters is needed; it goes on record. Please write one and submit again.',
  stale_card: () => 'This button is from an older message. Please use the newest card of this detection.',
  audit_unavailable: () => 'The audit record could not be written, so nothing was done. Please try again in a minute.',
  service_unavailable: ({ sent, detail }) => {
    const because = detail ? ` ${untrusted(detail, 300)}` : '';
    return sent === 'nothing'
      ? `The service did not answer; nothing was sent.${because} Please try again in a minute.`
      : `The service did not answer. The request was sent, and its outcome is being checked.${because} Please do not repeat it: the thread will say.`;
  },
};

/** Why it was refused and what to do next, as mrkdwn: for an ephemeral message or a modal. */
export function refusalText(refusal: Refusal): string {
  const sentence = SENTENCES[refusal.code] as (refusal: Refusal) => string;
  return sentence(refusal);
}
