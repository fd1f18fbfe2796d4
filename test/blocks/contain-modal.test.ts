import type { InputBlock, PlainTextInput, RadioButtons } from '@slack/types';
import { containModal, endModal, loadingModal } from '../../blocks/contain-modal';
import { callbackIds, inputIds } from '../../blocks/ids';
import { readAloud } from './read-aloud';
import { device, MACHINE, samplePrompt } from './samples';
import { viewFaults } from './slack-limits';

const input = (view: ReturnType<typeof containModal>, id: string) =>
  view.blocks.find(({ block_id }) => block_id === id) as InputBlock | undefined;

test('Contain host names the device, what it is, who is on it, and what isolation does', () => {
  expect(readAloud(containModal(samplePrompt()).blocks)).toMatchSnapshot();
});

test('Release host says what release does and asks for no isolation type', () => {
  const view = containModal(samplePrompt({ action: 'release_host' }));
  expect(view).toMatchObject({ title: { text: 'Release host' }, submit: { text: 'Release host' }, callback_id: callbackIds.release });
  expect(input(view, inputIds.isolationType)).toBeUndefined();
  expect(readAloud(view.blocks)).toContain('gives the device back its full network');
});

test('the view carries the id of the prompt and nothing else', () => {
  expect(containModal(samplePrompt())).toMatchObject({
    title: { text: 'Contain host' },
    submit: { text: 'Contain host' },
    close: { text: 'Cancel' },
    callback_id: callbackIds.contain,
    private_metadata: 'p1a2b3c4',
  });
});

test('the reason is required, 5 to 500 characters', () => {
  const reason = input(containModal(samplePrompt()), inputIds.reason);
  expect(reason?.optional).toBeUndefined();
  expect(reason?.element as PlainTextInput).toMatchObject({ action_id: inputIds.reason, min_length: 5, max_length: 500 });
});

test('Full is chosen unless the person chooses otherwise', () => {
  const radio = input(containModal(samplePrompt({ types: ['Selective', 'Full'] })), inputIds.isolationType)?.element as RadioButtons;
  expect(radio.initial_option?.value).toBe('Full');
});

test('where there is one isolation type it is said, not asked', () => {
  const view = containModal(samplePrompt({ types: ['Full'] }));
  expect(input(view, inputIds.isolationType)).toBeUndefined();
  expect(readAloud(view.blocks)).toContain('Isolation is Full; this device offers no other.');
});

test('of several devices of one name none is chosen beforehand, and their ids tell them apart', () => {
  const twin = { ...device, id: 'f'.repeat(40) };
  const radio = input(containModal(samplePrompt({ devices: [device, twin] })), inputIds.device)?.element as RadioButtons;
  expect(radio.initial_option).toBeUndefined();
  expect(radio.options.map(({ value, description }) => [value, description?.text])).toEqual([
    [MACHINE, `2026-11-24 12:00:00 UTC, ${MACHINE}`],
    [twin.id, `2026-11-24 12:00:00 UTC, ${twin.id}`],
  ]);
});

test('more devices than Slack can offer are said', () => {
  const devices = Array.from({ length: 13 }, (_, index) => ({ ...device, id: `${index}`.padStart(40, '0') }));
  expect(readAloud(containModal(samplePrompt({ devices })).blocks)).toContain('+3 more');
});

test('a dry run is said before anybody submits', () => {
  expect(readAloud(containModal(samplePrompt({ dryRun: true })).blocks)).toContain('*Dry run:*');
});

test('the modals before and after fit Slack, and a refusal says why, what to do, and its id', () => {
  const refused = endModal({ kind: 'refused', refusal: { code: 'stale_card' }, id: 'r1' });
  const asked = endModal({ kind: 'asked', action: 'contain_host', deviceName: 'ws-1', dryRun: false });
  for (const view of [loadingModal('contain_host'), loadingModal('release_host'), loadingModal('submit'), refused, asked]) {
    expect(viewFaults({ ...view })).toEqual([]);
    expect(view.submit).toBeUndefined();
  }
  expect(readAloud(refused.blocks)).toMatch(/older message\. Please use the newest card[\s\S]*Reference `r1`/);
  expect(readAloud(asked.blocks)).toContain('Asked Defender to contain `ws-1`; the thread shows each step.');
});

test('the end of a dry run does not say that Defender was asked', () => {
  const view = endModal({ kind: 'asked', action: 'contain_host', deviceName: 'ws-1', dryRun: true });
  expect(readAloud(view.blocks)).toContain('nothing is sent to Defender');
  expect(readAloud(view.blocks)).not.toContain('Asked Defender');
});
