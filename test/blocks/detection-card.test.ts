import type { ActionsBlockElement, Button } from '@slack/types';
import { detectionCard } from '../../blocks/detection-card';
import { actionIds } from '../../blocks/ids';
import type { CaseView } from '../../src/core/case-view';
import type { DetectionCard } from '../../src/core/detection-card';
import type { DetectionFacts } from '../../src/core/detection-facts';
import { NOTHING_YET } from '../../src/flows/enrich-detection';
import { readAloud } from './read-aloud';
import { SHA256, sampleCard, sampleRemediation } from './samples';

const AT = '2026-11-24T14:05:00Z';

function buttonsOf(card: DetectionCard): ActionsBlockElement[] {
  return detectionCard(card).blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
}

const labels = (card: DetectionCard) =>
  buttonsOf(card).map((element) => (element.type === 'overflow' ? 'More' : (element as Button).text.text));
/** Without those of triage, which are there on every open card. */
const TRIAGE = ['Claim', 'Close', 'More'];
const others = (card: DetectionCard) => labels(card).filter((label) => !TRIAGE.includes(label));
const aloud = (card: DetectionCard) => readAloud(detectionCard(card).blocks);

const isolation = (state: 'isolated' | 'isolating' | 'releasing' | 'not_isolated' | 'unknown'): DetectionCard => {
  const card = sampleCard();
  return { ...card, enrichment: { ...card.enrichment, isolation: { state: 'known', at: AT, value: { state, since: AT, by: 'ana' } } } };
};

/** An alert of which nothing but its id is known. */
function bareCard(): DetectionCard {
  const { alert } = sampleCard().facts;
  const bare = { tenant: alert.tenant, id: alert.id, title: alert.title, severity: 'unknown', status: 'unknown' } as const;
  const facts: DetectionFacts = {
    tenant: 'contoso',
    alertId: alert.id,
    otherDevices: [],
    otherUsers: [],
    otherProcesses: [],
    otherFiles: [],
    ips: [],
    urls: [],
    registry: [],
    others: [],
    omitted: 0,
    severity: 'medium',
    severityReasons: [],
    vendorSeverity: 'unknown',
    alert: { ...bare, techniques: [], createdAt: alert.createdAt, updatedAt: alert.updatedAt, evidence: [], comments: [] },
  };
  return sampleCard({ facts, enrichment: NOTHING_YET });
}

test('a card that was looked up in full', () => {
  expect(aloud(sampleCard())).toMatchSnapshot();
});

test('a card of an alert that says nothing still names severity, tenant, and what is not known', () => {
  expect(aloud(bareCard())).toMatchSnapshot();
});

test('the first card says what is still being looked up', () => {
  expect(aloud(sampleCard({ enrichment: NOTHING_YET }))).toMatchSnapshot();
});

test('the notification text is complete in one line', () => {
  expect(detectionCard(sampleCard()).text).toBe('🔴 Critical: Suspicious PowerShell command line on ws-0142.contoso.com (Contoso Ltd)');
  expect(detectionCard(isolation('isolated')).text).toMatch(/^Contained · 🔴 Critical: /);
});

test('device, user, severity, full hash and command line stand on the card itself', () => {
  const text = aloud(sampleCard());
  for (const part of ['ws-0142.contoso.com', 'CONTOSO\\svc_backup', 'Critical', SHA256, 'powershell.exe -nop -w hidden -enc "SQBFAFgA"']) {
    expect(text).toContain(part);
  }
});

test('the SHA-1 stands in for a SHA-256 that is not there, the image of the process for a file that is not there', () => {
  const card = sampleCard();
  const sha1Only = { ...card.facts, file: { name: 'a.elf', sha1: 'e'.repeat(40) } };
  expect(aloud({ ...card, facts: sha1Only })).toContain(`SHA-1 \`${'e'.repeat(40)}\``);
  expect(aloud({ ...card, facts: { ...card.facts, file: undefined } })).toContain(`\`powershell.exe\`\nSHA-256 \`${SHA256}\``);
});

test('the first 40 characters of a hostile command line are on the card, escaped', () => {
  const card = sampleCard();
  const process = card.facts.process && { ...card.facts.process, commandLine: `${'&'.repeat(40)}${'\u202E'.repeat(1_000)}` };
  expect(aloud({ ...card, facts: { ...card.facts, process } })).toContain('&amp;'.repeat(40));
});

describe('a failed look-up', () => {
  test('reads unavailable with its reason, never as clean or as no record', () => {
    const card = sampleCard();
    const text = aloud({ ...card, enrichment: { ...card.enrichment, file: { state: 'unavailable', why: 'throttled' } } });
    expect(text).toContain('*File:* unavailable (throttled)');
    expect(text).not.toMatch(/clean/i);
  });

  test('of the connections is said, as the address then names no process', () => {
    const card = sampleCard();
    const connections = { state: 'unavailable', why: 'no permission' } as const;
    expect(aloud({ ...card, enrichment: { ...card.enrichment, connections } })).toContain(
      '*Connection opened by:* unavailable (no permission)',
    );
  });
});

describe('buttons', () => {
  test('carry the opaque id only, and the dangerous one is marked', () => {
    const [contain] = buttonsOf(sampleCard());
    expect(contain).toMatchObject({
      action_id: actionIds.containHost,
      value: 'd7f3a91c0b',
      style: 'danger',
      text: { text: 'Contain host' },
    });
  });

  test.each([
    ['not_isolated', ['Contain host', 'Open in Defender']],
    ['unknown', ['Contain host', 'Open in Defender']],
    ['isolating', ['Open in Defender']],
    ['isolated', ['Release host', 'Open in Defender']],
    ['releasing', ['Open in Defender']],
  ] as const)('while the device is %s: %j', (state, expected) => {
    expect(others(isolation(state))).toEqual(expected);
  });

  test.each(['asked', 'sending', 'unknown', 'accepted'] as const)('while a containment is %s nothing can be asked twice', (state) => {
    expect(others(sampleCard({ remediations: [sampleRemediation({ state })] }))).toEqual(['Open in Defender']);
  });

  test.each(['failed', 'timed_out', 'cancelled', 'refused', 'not_sent'] as const)('a containment that %s can be asked again', (state) => {
    expect(labels(sampleCard({ remediations: [sampleRemediation({ state })] }))).toContain('Contain host');
  });

  test('a device that nothing names cannot be contained', () => {
    expect(others(bareCard())).toEqual([]);
  });

  test.each([
    'javascript:alert(1)',
    'http://security.microsoft.com/alerts/1',
    'https://security.microsoft.com.evil.example/',
    'https://user@security.microsoft.com/',
    'not a url',
  ])('no button opens %s', (webUrl) => {
    const card = sampleCard();
    const facts = { ...card.facts, alert: { ...card.facts.alert, webUrl } };
    expect(others({ ...card, facts })).toEqual(['Contain host']);
  });
});

describe('the state at the top', () => {
  test.each([
    ['asked', '*Containment asked, not yet sent to Defender*'],
    ['accepted', '*Containment accepted by Defender, waiting for the device*'],
    ['confirmed', '*Contained: confirmed on the device*'],
  ] as const)('%s has its own words and the person', (state, words) => {
    const text = aloud(sampleCard({ remediations: [sampleRemediation({ state })] }));
    expect(text).toContain(`${words} · `);
    expect(text).toContain('by <@U0RESPONDER>');
  });

  test('a dry run never reads as if the device were contained', () => {
    const card = sampleCard({ dryRun: true, remediations: [sampleRemediation({ state: 'confirmed', dryRun: true })] });
    const text = aloud(card);
    expect(text).toContain('Dry run: containment recorded, nothing is sent to Defender');
    expect(text).not.toMatch(/contained|confirmed/i);
    expect(labels(card)).toContain('Contain host');
  });

  test('the first line has the state, the severity in words and the title', () => {
    expect(aloud(isolation('isolated'))).toMatch(/^header: 🔴 Critical · Contained · Suspicious PowerShell command line/);
  });
});

describe('triage', () => {
  const by = { user: 'U0ANALYST', name: 'ana' };
  const claimed: CaseView = { state: 'claimed', owner: by, at: AT, notes: 0 };
  const closed: CaseView = {
    state: 'closed',
    owner: by,
    at: AT,
    closing: { classification: 'truePositive', determination: 'malware', comment: 'wiped', by, at: AT },
    notes: 2,
    lastNote: { text: 'user confirms', by, at: AT },
  };

  test.each([
    ['open', { state: 'open', at: AT, notes: 0 }, ['Contain host', 'Claim', 'Close', 'Open in Defender', 'More']],
    ['claimed', claimed, ['Contain host', 'Unclaim', 'Close', 'Open in Defender', 'More']],
    ['closed', closed, ['Reopen', 'Open in Defender']],
    ['reopened', { ...closed, state: 'reopened', owner: undefined }, ['Contain host', 'Claim', 'Close', 'Open in Defender', 'More']],
  ] as [string, CaseView, string[]][])('%s: at most five buttons, each of which does something', (_, triage, expected) => {
    expect(labels(sampleCard({ triage }))).toEqual(expected);
  });

  test('a host that is contained can be released from a closed card', () => {
    expect(labels({ ...isolation('isolated'), triage: closed })).toEqual(['Release host', 'Reopen', 'Open in Defender']);
  });

  test('the menu names the verb and the opaque id, and nothing else', () => {
    const menu = buttonsOf(sampleCard()).find(({ type }) => type === 'overflow');
    expect(menu).toMatchObject({ options: [{ value: 'assign/d7f3a91c0b' }, { value: 'note/d7f3a91c0b' }] });
  });

  test('the state stands first, with the owner', () => {
    const text = aloud(sampleCard({ triage: claimed }));
    expect(text).toMatch(/^header: 🔴 Critical · Claimed · Suspicious PowerShell command line/);
    expect(text.split('\n')[1]).toMatch(/\*Owner:\* <@U0ANALYST>, since /);
    expect(detectionCard(sampleCard({ triage: claimed })).text).toMatch(/^Claimed · 🔴 Critical: /);
  });

  test('a closed card says as what, by whom, when and why, and has its newest note', () => {
    const text = aloud(sampleCard({ triage: closed }));
    expect(text).toMatch(/\*Closed\* as True positive, Malware by <@U0ANALYST> <!date.*>: wiped/);
    expect(text).toMatch(/\*2 notes\*, newest by <@U0ANALYST> .*: user confirms/);
  });

  test('a closing in Defender says what is not known', () => {
    const triage: CaseView = { state: 'closed', at: AT, closing: { by: {}, at: AT }, notes: 0 };
    expect(aloud(sampleCard({ triage }))).toContain('*Closed* without a classification by somebody in Defender');
  });

  test('what did not reach Defender is said on the card', () => {
    expect(aloud(sampleCard({ triage: { ...claimed, unwritten: 'A permission is missing.' } }))).toContain(
      'Not in Defender: A permission is missing.',
    );
  });
});
