import { remediationMessage } from '../../blocks/remediation-message';
import type { RemediationStateName, RemediationView } from '../../src/core/detection-card';
import { readAloud } from './read-aloud';
import { sampleRemediation } from './samples';

const draw = (change: Partial<RemediationView>) =>
  remediationMessage({ remediation: sampleRemediation(change), detection: 'd7f3a91c0b', tenantName: 'Contoso Ltd' });
const aloud = (change: Partial<RemediationView>) => readAloud(draw(change).blocks);

const END = { id: '11111111-aaaa-bbbb-cccc-222222222222', createdAt: '2026-11-24T14:06:01Z', updatedAt: '2026-11-24T14:08:00Z' };

test('a containment that was confirmed: the receipt', () => {
  expect(aloud({ state: 'confirmed', machineAction: { ...END, status: 'Succeeded' } })).toMatchSnapshot();
});

test('a containment that timed out says so, with the error as Windows writes it and what to do', () => {
  const text = aloud({ state: 'timed_out', machineAction: { ...END, status: 'TimeOut', errorHResult: -2145844840 } });
  expect(text).toContain('`0x80190198`');
  expect(text).toContain('Take it off the network by hand');
});

const STATES = {
  asked: 'not yet sent',
  sending: 'being sent',
  unknown: 'being checked',
  accepted: 'accepted by Defender',
  confirmed: 'confirmed on the device',
  failed: 'failed',
  timed_out: 'timed out',
  cancelled: 'cancelled',
  refused: 'refused by Defender',
  not_sent: 'not sent',
} satisfies Record<RemediationStateName, string>;

describe.each(['contain_host', 'release_host'] as const)('%s', (action) => {
  const name = action === 'contain_host' ? 'Contain' : 'Release';
  test.each(Object.entries(STATES) as [RemediationStateName, string][])('%s is said in its own words', (state, words) => {
    const { text } = draw({ action, state });
    expect(text).toMatch(new RegExp(`^${name}.*${words}`));
    expect(text).toContain('ws-0142.contoso.com (Contoso Ltd)');
  });

  test('no two states read the same', () => {
    const heads = Object.keys(STATES).map((state) => draw({ action, state: state as RemediationStateName }).text);
    expect(new Set(heads).size).toBe(heads.length);
  });

  test.each(['failed', 'timed_out', 'cancelled', 'refused', 'not_sent'] as const)('%s says what to do next', (state) => {
    expect(aloud({ action, state })).toContain('Next: ');
  });
});

test('an answer that was lost asks people not to repeat it', () => {
  expect(aloud({ state: 'unknown', machineAction: undefined })).toContain('Please do not repeat it');
});

test('only a confirmed containment offers release, and a dry run offers nothing', () => {
  const offers = (change: Partial<RemediationView>) => draw(change).blocks.some(({ type }) => type === 'actions');
  expect(offers({ state: 'confirmed' })).toBe(true);
  expect(offers({ state: 'accepted' })).toBe(false);
  expect(offers({ state: 'confirmed', action: 'release_host' })).toBe(false);
  expect(offers({ state: 'confirmed', dryRun: true })).toBe(false);
});

test('the trouble is shown with the next step', () => {
  const text = aloud({ state: 'refused', machineAction: undefined, trouble: 'Defender is already carrying out another action.' });
  expect(text).toContain('Defender is already carrying out another action.\nNext:');
});
