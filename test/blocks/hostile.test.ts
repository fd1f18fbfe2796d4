import fc from 'fast-check';
import { assignModal, closeModal, notDoneModal, noteModal } from '../../blocks/case-modals';
import { caseNote } from '../../blocks/case-note';
import { containModal, endModal } from '../../blocks/contain-modal';
import { detectionCard } from '../../blocks/detection-card';
import { doctorReport } from '../../blocks/doctor';
import { evidenceThread } from '../../blocks/evidence-thread';
import { unknownVerbText, whoamiText } from '../../blocks/help';
import { homeView } from '../../blocks/home';
import { opsNotice } from '../../blocks/ops-notice';
import { refusalText } from '../../blocks/refusal';
import { remediationMessage } from '../../blocks/remediation-message';
import { threadNote } from '../../blocks/thread-note';
import type { DetectionCard } from '../../src/core/detection-card';
import { everySaid, hostileCase } from './case-samples';
import { faultsOf, HOSTILE, infect, liveFaults } from './live';
import { everyRefusal } from './refusals';
import { device, sampleCard, samplePrompt, sampleRemediation, sampleReport } from './samples';
import { messageFaults, viewFaults } from './slack-limits';

/** Texts from outside: the known tricks, alone and joined, and random Unicode with broken surrogates. */
const text = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.array(fc.constantFrom(...HOSTILE.filter(({ length }) => length < 100)), { maxLength: 4 }).map((parts) => parts.join(' ')),
  fc.string({ unit: 'binary', maxLength: 60 }),
);
const texts = fc.array(text, { minLength: 1, maxLength: 25 });

function infected<T>(data: T, pool: string[]): T {
  let at = 0;
  return infect(data, () => pool[at++ % pool.length] ?? '');
}

const messages: Record<string, (pool: string[]) => { text: string; blocks: readonly unknown[] }> = {
  card: (pool) => detectionCard(infected(sampleCard({ remediations: [sampleRemediation({ trouble: 'x' })], notes: ['x', 'y'] }), pool)),
  evidence: (pool) => evidenceThread(infected(sampleCard(), pool)),
  remediation: (pool) =>
    remediationMessage(
      infected({ remediation: sampleRemediation({ trouble: 'x', state: 'confirmed' }), detection: 'd', tenantName: 't' }, pool),
    ),
  'ops notice': (pool) => opsNotice(infected({ title: 'a', detail: 'b', remedy: 'c', id: 'd' }, pool)),
  'closed card': (pool) => detectionCard(infected(sampleCard({ triage: hostileCase }), pool)),
  ...Object.fromEntries(
    everySaid.map((said, at) => [`case note ${at} (${said.what})`, (pool: string[]) => caseNote(infected(said, pool))]),
  ),
  'thread note': (pool) => threadNote(infected('a', pool)),
};

const casePrompt = { prompt: 'p1', title: 't', tenantName: 'n' };

const views = {
  'close modal': (pool: string[]) => closeModal(infected(casePrompt, pool)),
  'note modal': (pool: string[]) => noteModal(infected(casePrompt, pool)),
  'assign modal': (pool: string[]) => assignModal(infected(casePrompt, pool)),
  'not done': (pool: string[]) => notDoneModal(infected({ refusal: { code: 'case_claimed' as const, by: { name: 'x' } }, id: 'i' }, pool)),
  'contain modal': (pool: string[]) => containModal(infected(samplePrompt(), pool)),
  'choice of device': (pool: string[]) => {
    const devices = Array.from({ length: 14 }, (_, index) => ({ ...infected(device, pool), id: `${index}`.padStart(40, 'a') }));
    return containModal({ ...infected(samplePrompt(), pool), devices });
  },
  'end: asked': (pool: string[]) => endModal(infected({ kind: 'asked', action: 'contain_host', deviceName: 'x', dryRun: false }, pool)),
  home: (pool: string[]) => homeView({ user: 'U0RESPONDER', roles: ['analyst'], tenants: pool }),
};

describe('whatever an alert says', () => {
  test.each(Object.keys(messages))('%s: Slack takes it and nothing from outside is live', (name) => {
    fc.assert(
      fc.property(texts, (pool) => {
        const message = messages[name]?.(pool) ?? { text: '', blocks: [] };
        expect(messageFaults(message)).toEqual([]);
        expect(liveFaults(message)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test.each(Object.keys(views) as (keyof typeof views)[])('%s: Slack takes it and nothing from outside is live', (name) => {
    fc.assert(
      fc.property(texts, (pool) => {
        const view = views[name](pool);
        expect(viewFaults(view as never)).toEqual([]);
        expect(liveFaults(view)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test('refusals, help and doctor', () => {
    fc.assert(
      fc.property(texts, (pool) => {
        const answers = [
          ...everyRefusal.map((refusal) => refusalText(infected(refusal, pool))),
          unknownVerbText(pool[0] ?? '', ['help']),
          whoamiText({ user: 'U0LEAD', roles: ['analyst', 'responder', 'lead'], ownWorkspace: true, tenants: pool }),
          doctorReport(infected(sampleReport(), pool)),
        ];
        for (const answer of answers) {
          expect(faultsOf('answer', answer, 'mrkdwn')).toEqual([]);
          expect(answer.length).toBeLessThan(12_000);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('size', () => {
  const long = (length: number) => Array.from({ length }, (_, index) => index);

  /** 10,000 pieces of each kind, each of 100 kB: the strings are shared. */
  function huge(): DetectionCard {
    const card = infect(sampleCard(), () => '<&`\u202E'.repeat(25_000));
    const { facts, enrichment } = card;
    const many = <T>(item: T | undefined): T[] => (item === undefined ? [] : long(10_000).map(() => item));
    return {
      ...card,
      notes: many(card.tenantName),
      remediations: many(sampleRemediation({ state: 'failed', trouble: 'x'.repeat(10_000) })),
      facts: {
        ...facts,
        otherDevices: many(facts.device),
        otherUsers: many(facts.user),
        otherProcesses: many(facts.process),
        otherFiles: many(facts.file),
        ips: many(facts.ips[0]),
        urls: many(facts.urls[0]),
        registry: many(facts.registry[0]),
        others: many(facts.others[0]),
        severityReasons: many(facts.severityReasons[0]),
        alert: { ...facts.alert, techniques: many(facts.alert.techniques[0]) },
      },
      enrichment: {
        ...enrichment,
        loggedOn: { state: 'known', at: '', value: many({ name: 'x'.repeat(100), logonTypes: many('y'), domainAdmin: true }) },
      },
    };
  }

  test('the card of 10,000 rows of 100 kB fits, keeps its buttons and says that the thread has more', () => {
    const message = detectionCard(huge());
    expect(messageFaults(message)).toEqual([]);
    expect(liveFaults(message)).toEqual([]);
    expect(JSON.stringify(message.blocks)).toContain('+10000 more in the thread');
    expect(message.blocks.some(({ type }) => type === 'actions')).toBe(true);
  });

  test('the evidence of 10,000 rows of 100 kB fits and says what is missing', () => {
    const message = evidenceThread(huge());
    expect(messageFaults(message)).toEqual([]);
    expect(liveFaults(message)).toEqual([]);
    expect(JSON.stringify(message.blocks)).toMatch(/parts of this message did not fit/);
  });
});
