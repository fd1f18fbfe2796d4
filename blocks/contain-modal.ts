import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import type { DeviceState } from '../src/core/look-up';
import type { ContainPrompt, PromptEnd } from '../src/core/remediation/prompt';
import { context, section, some } from './budget';
import { isolationText, loggedOnText } from './card-enrichment';
import { lookUpLine } from './facts-text';
import { callbackIds, inputIds } from './ids';
import { inlineCode, mrkdwn, nameCode, nameText, plain, untrusted } from './kit';
import { limits } from './limits';
import { refusalText } from './refusal';
import { ago, utcText } from './time';

export const REASON_LENGTH = { min: 5, max: 500 } as const;

const LABELS = { contain_host: 'Contain host', release_host: 'Release host' } as const;
const CALLBACKS = { contain_host: callbackIds.contain, release_host: callbackIds.release } as const;

const EFFECT = {
  contain_host:
    'Isolation cuts the device off from the network at once, or when it next reports; only its connection to Defender stays. ' +
    'To undo it, press *Release host* on the card.',
  release_host:
    'Release gives the device back its full network, and an attacker who is still on it too. ' +
    'To undo it, press *Contain host* on the card.',
} as const;

const TYPES = {
  Full: 'Everything is cut but the connection to Defender',
  Selective: 'Outlook, Teams and Skype for Business keep working',
} as const;

function modal(title: string, blocks: KnownBlock[], close: string): ModalView {
  return { type: 'modal', title: plain(title, limits.viewTitle), close: plain(close, limits.viewTitle), blocks };
}

function deviceFields({ name, id, os, health, lastSeen, exposure, tags, group, lastIp }: DeviceState): string[] {
  const fields: [string, string | undefined][] = [
    ['Device', `${nameCode(name, 150)}${os ? `\n${untrusted(os, 60)}` : ''}`],
    ['Device id', inlineCode(id, 80)],
    ['Health', health ? untrusted(health, 40) : 'not given'],
    ['Last report', lastSeen ? ago(lastSeen) : 'not given'],
    ['Exposure', exposure && untrusted(exposure, 40)],
    ['Address', lastIp && inlineCode(lastIp, 60)],
    ['Group', group && untrusted(group, 80)],
    ['Tags', tags.length > 0 ? some(tags, 5, (tag) => inlineCode(tag, 60)).join(' ') : undefined],
  ];
  return fields.flatMap(([label, text]) => (text ? [`*${label}*\n${text}`] : []));
}

function option(text: string, value: string, description: string): PlainTextOption {
  return { text: plain(text, limits.optionText), value, description: plain(description, limits.optionText) };
}

/** Slack sends back one of these values; the server checks it against the prompt's own devices. */
function deviceChoice(devices: DeviceState[]): KnownBlock[] {
  const shown = devices.slice(0, limits.radioOptions);
  const left = devices.length - shown.length;
  const options = shown.map((device) => {
    const seen = device.lastSeen ? utcText(device.lastSeen) : 'no report';
    return option(`${device.name}${device.os ? `, ${device.os}` : ''}`, device.id.slice(0, limits.optionText), `${seen}, ${device.id}`);
  });
  return [
    {
      type: 'input',
      block_id: inputIds.device,
      label: plain(`${devices.length} devices go by this name; choose one`, limits.inputLabel),
      element: { type: 'radio_buttons', action_id: inputIds.device, options },
    },
    ...(left > 0 ? [context(`+${left} more; if it is one of those, act in Defender's portal.`)] : []),
  ];
}

function subject({ devices, loggedOn, isolation }: ContainPrompt): KnownBlock[] {
  const [only, ...others] = devices;
  if (!only) return [section('Defender knows no such device.')];
  if (others.length > 0) return deviceChoice(devices);
  const state = [lookUpLine('Logged on', loggedOn, loggedOnText), lookUpLine('Isolation', isolation, isolationText)];
  return [{ type: 'section', fields: deviceFields(only).map(mrkdwn) }, section(state.join('\n'))];
}

function typeChoice({ action, types }: ContainPrompt): KnownBlock[] {
  const [first, ...others] = types;
  if (action === 'release_host' || !first) return [];
  if (others.length === 0) return [context(`Isolation is ${first}; this device offers no other.`)];
  const options = types.map((type) => option(type, type, TYPES[type]));
  return [
    {
      type: 'input',
      block_id: inputIds.isolationType,
      label: plain('Isolation', limits.inputLabel),
      element: {
        type: 'radio_buttons',
        action_id: inputIds.isolationType,
        options,
        initial_option: options.find(({ value }) => value === 'Full'),
      },
    },
  ];
}

/**
 * The modal behind "Contain host" and "Release host". `private_metadata` is the prompt's id and nothing else; everything shown is
 * read again when it is submitted.
 */
export function containModal(prompt: ContainPrompt): ModalView {
  const { action, tenantName, devices, warnings, dryRun } = prompt;
  const [device, ...namesakes] = devices;
  const name = device && namesakes.length === 0 ? nameCode(device.name, 150) : 'a device';
  const said = some(warnings, 10, (warning) => `⚠️ ${untrusted(warning, 250)}`);
  return {
    ...modal(
      LABELS[action],
      [
        section(`${action === 'contain_host' ? 'Contain' : 'Release'} ${name} of ${nameText(tenantName, 100)}?`),
        ...(dryRun ? [context('*Dry run:* it is recorded and shown, nothing is sent to Defender.')] : []),
        ...subject(prompt),
        ...(said.length > 0 ? [section(said.join('\n'))] : []),
        section(EFFECT[action]),
        ...typeChoice(prompt),
        {
          type: 'input',
          block_id: inputIds.reason,
          label: plain('Reason', limits.inputLabel),
          hint: plain('Goes on record and into Defender with your name.', limits.inputLabel),
          element: {
            type: 'plain_text_input',
            action_id: inputIds.reason,
            multiline: true,
            min_length: REASON_LENGTH.min,
            max_length: REASON_LENGTH.max,
          },
        },
      ],
      'Cancel',
    ),
    submit: plain(LABELS[action], limits.viewTitle),
    callback_id: CALLBACKS[action],
    private_metadata: prompt.prompt.slice(0, limits.privateMetadata),
  };
}

const WAITING = {
  contain_host: ['Contain host', 'Looking up the device…'],
  release_host: ['Release host', 'Looking up the device…'],
  submit: ['One moment', 'Checking that it may be done and putting it on record…'],
} as const;

/** Shown within Slack's three seconds, before anything is looked up or decided. */
export function loadingModal(doing: keyof typeof WAITING): ModalView {
  const [title, sentence] = WAITING[doing];
  return modal(title, [section(sentence)], doing === 'submit' ? 'Close' : 'Cancel');
}

/** What the modal turns into when it cannot go on, or once it was submitted. */
export function endModal(end: PromptEnd): ModalView {
  if (end.kind === 'refused') {
    const blocks = [section(refusalText(end.refusal)), context(`Reference ${inlineCode(end.id, 80)}`)];
    return modal('Not done', blocks, 'Close');
  }
  const verb = end.action === 'contain_host' ? 'contain' : 'release';
  const sentence = end.dryRun
    ? `*Dry run:* recorded the wish to ${verb} ${nameCode(end.deviceName, 120)}; nothing is sent to Defender. The thread shows each step.`
    : `Asked Defender to ${verb} ${nameCode(end.deviceName, 120)}; the thread shows each step.`;
  return modal(LABELS[end.action], [section(sentence)], 'Close');
}
