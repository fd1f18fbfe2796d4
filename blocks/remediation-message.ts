import type { KnownBlock } from '@slack/types';
import type { RemediationStateName, RemediationView } from '../src/core/detection-card';
import { context, fitMessage, section } from './budget';
import { actionIds } from './ids';
import { inlineCode, mention, mrkdwn, nameCode, nameText, plain, untrusted } from './kit';
import { limits } from './limits';
import { when } from './time';
import { remediationWords } from './words';

/** What the person can do now; nothing where waiting is all there is to do. */
const NEXT: Partial<Record<RemediationStateName, string>> = {
  unknown: 'Please do not repeat it: Defender may have it already, and a second one could undo a release.',
  accepted: 'Defender tries for up to three days; a device that is off the network gets it when it next reports.',
  failed: 'Next: look at the device in Defender; if it is still on the network, take it off by hand, then try again.',
  timed_out: 'Next: the device did not report in time. Take it off the network by hand, or try again once it reports.',
  cancelled: 'Next: somebody cancelled it in Defender. Ask them, then press the button on the card again if it is still needed.',
  refused: 'Next: `/mde doctor` shows whether a permission is missing; otherwise act in Defender.',
  not_sent: 'Next: press the button on the card again once the trouble is over.',
};

/** For a release the danger is the other way round: the device stays cut off. */
const NEXT_RELEASE: typeof NEXT = {
  ...NEXT,
  unknown: 'Please do not repeat it: Defender may have it already.',
  failed: 'Next: look at the device in Defender; if it is still isolated, try again or release it there.',
  timed_out: 'Next: the device did not report in time and may still be isolated. Try again once it reports.',
};

/** Windows error codes are read as 32 unsigned bits: -2145844840 is 0x80190198. */
function hresult(code: number): string {
  return `0x${(code >>> 0).toString(16).toUpperCase().padStart(8, '0')}`;
}

function steps({ state, askedBy, askedAt, machineAction, updatedAt, dryRun }: RemediationView): string[] {
  const lines = [`• Asked ${when(askedAt)} by ${mention(askedBy)}`];
  if (machineAction) {
    const at = machineAction.createdAt ? ` ${when(machineAction.createdAt)}` : '';
    lines.push(`• Accepted by Defender${at}, action ${inlineCode(machineAction.id, 80)}`);
  }
  if (state === 'asked' || (state === 'accepted' && machineAction)) return lines;
  const at = (machineAction && state !== 'unknown' && machineAction.updatedAt) || updatedAt;
  lines.push(`• ${dryRun ? 'Dry run' : STEP[state]} ${when(at)}`);
  return lines;
}

const STEP: Record<RemediationStateName, string> = {
  asked: 'Asked',
  sending: 'Being sent',
  unknown: 'Answer lost',
  accepted: 'Accepted by Defender',
  confirmed: 'Confirmed on the device',
  failed: 'Failed',
  timed_out: 'Timed out',
  cancelled: 'Cancelled',
  refused: 'Refused by Defender',
  not_sent: 'Given up, not sent',
};

function receipt(remediation: RemediationView, tenantName: string): string[] {
  const { deviceName, machineId, isolationType, action, machineAction, operation } = remediation;
  const hr = machineAction?.errorHResult;
  const status = machineAction && `${untrusted(machineAction.status, 30)}${hr ? `, error ${inlineCode(hresult(hr))}` : ''}`;
  const fields: [string, string | undefined][] = [
    ['Device', nameCode(deviceName, 150)],
    ['Device id', inlineCode(machineId, 80)],
    ['Tenant', nameText(tenantName, 120)],
    ['Isolation', action === 'contain_host' ? (isolationType ?? 'Full') : undefined],
    ['Defender says', status],
    ['Reference', inlineCode(operation, 80)],
  ];
  return fields.flatMap(([label, text]) => (text ? [`*${label}*\n${text}`] : []));
}

/** Progress and receipt of one remediation, in the card's thread, edited in place. */
export function remediationMessage(message: { remediation: RemediationView; detection: string; tenantName: string }): {
  text: string;
  blocks: KnownBlock[];
} {
  const { remediation, detection, tenantName } = message;
  const { action, state, deviceName, reason, trouble, dryRun } = remediation;
  const words = remediationWords(remediation);
  const next = dryRun ? undefined : (action === 'contain_host' ? NEXT : NEXT_RELEASE)[state];
  const after = [trouble && untrusted(trouble, 500), next].filter((text) => text !== undefined && text !== '').join('\n');
  const release: KnownBlock = {
    type: 'actions',
    elements: [{ type: 'button', action_id: actionIds.releaseHost, text: plain('Release host', limits.button), value: detection }],
  };
  return {
    text: `${words}: ${nameText(deviceName, 100)} (${nameText(tenantName, 100)})`,
    blocks: fitMessage(
      [
        section(`*${words}*`),
        { type: 'section', fields: receipt(remediation, tenantName).map(mrkdwn) },
        section(`*Why:* ${untrusted(reason, 600)}`),
        section(steps(remediation).join('\n')),
        ...(after ? [context(after)] : []),
      ],
      action === 'contain_host' && state === 'confirmed' && !dryRun ? [release] : [],
    ),
  };
}
