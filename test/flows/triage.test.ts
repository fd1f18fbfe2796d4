import type { Alert } from '../../src/core/alert';
import type { CaseAct } from '../../src/core/case';
import type { CaseSaid } from '../../src/core/case-record';
import { TocsinError } from '../../src/core/errors';
import { advanceCase } from '../../src/flows/advance-case';
import { caseOf } from '../../src/flows/case-of';
import type { Flows } from '../../src/flows/context';
import { rootKey } from '../../src/flows/show-detection';
import { sweep } from '../../src/flows/sweep';
import { triage } from '../../src/flows/triage';
import type { DetectionRecord } from '../../src/ports/store';
import { fakeDefender } from '../support/fake-defender';
import { contoso, type TestFlows, testFlows } from '../support/flows';
import { sampleAlert } from '../support/sample-alert';

const ana = { user: 'U0ANALYST', team: 'T0SOC', name: 'ana' };
const CLOSE: CaseAct = { verb: 'close', classification: 'truePositive', determination: 'malware', comment: 'wiped and reset' };

/** Defender's side: one alert, and every write that reached it. `failNext` is thrown by a write, after it was carried out or instead. */
let alert: Alert;
let writes: unknown[];
let failNext: { error: TocsinError; carriedOut: boolean } | undefined;
let world: TestFlows;

const error = (facts: Partial<ConstructorParameters<typeof TocsinError>[0]>) =>
  new TocsinError({ code: 'outcome_unknown', retry: 'reconcile', message: 'm', person: 'Defender says no.', ...facts });

function write(what: unknown, carryOut: () => void): void {
  const fault = failNext;
  failNext = undefined;
  if (fault && !fault.carriedOut) throw fault.error;
  writes.push(what);
  carryOut();
  alert = { ...alert, updatedAt: new Date(world.flows.clock.now()).toISOString() };
  if (fault) throw fault.error;
}

const defender = fakeDefender({
  getAlert: async () => alert,
  updateAlert: async (_id, change) => {
    write(change, () => {
      const { assignedTo = alert.assignedTo, ...rest } = change;
      alert = { ...alert, ...rest, assignedTo: assignedTo ?? undefined };
    });
    return alert;
  },
  commentAlert: async (_id, text) =>
    write(text, () => {
      alert = { ...alert, comments: [...alert.comments, { text, by: 'Tocsin' }] };
    }),
});

const begin = async (changes: Partial<Flows> = {}) => {
  alert = sampleAlert();
  writes = [];
  failNext = undefined;
  world = await testFlows(defender, changes);
  await poll();
  await world.flows.store.saveMessage('contoso', rootKey('contoso', alert.id), {
    state: 'sent',
    channel: 'C0CONTOSOSOC',
    ts: '1700000000.000001',
    sinceMs: 0,
  });
};
afterEach(() => world.stop());

const poll = () => world.flows.store.ingest('contoso', { alerts: [alert], baseline: new Set(), cursor: alert.updatedAt });
const record = async () => (await world.flows.store.detection('contoso', alert.id)) as DetectionRecord;
const ask = async (act: CaseAct, person = ana) =>
  triage(world.flows, { tenant: contoso, record: await record(), person, channel: 'C0CONTOSOSOC', act });
const advance = () => advanceCase(world.flows, contoso, alert.id);
const stored = async () => world.flows.store.case('contoso', alert.id);
const said = () => world.chat.posted.map(({ content }) => (content as { said: CaseSaid }).said);
const audited = () => world.audited.map(({ kind, verb, outcome }) => [kind, verb, outcome].filter(Boolean).join(' '));

it('puts the intent on record, saves, and queues what follows; nothing is sent in the click', async () => {
  await begin();
  expect(await ask({ verb: 'claim' })).toMatchObject({ ok: true, record: { state: 'claimed' } });
  expect(audited()).toEqual(['intent claim']);
  expect(writes).toEqual([]);
  expect(world.queued.map(({ name }) => name)).toEqual(['case', 'detection']);
});

it('writes to Defender, says it in the thread, and records the result: each once, however often it runs', async () => {
  await begin();
  await ask(CLOSE);
  await advance();
  await advance();
  expect(writes).toEqual([
    { status: 'resolved', classification: 'truePositive', determination: 'malware' },
    expect.stringMatching(/^tocsin:id\d+ closed by ana \(U0ANALYST\): wiped and reset$/),
  ]);
  expect(said()).toMatchObject([{ what: 'closed', as: 'True positive, Malware' }]);
  expect(world.chat.posted[0]).toMatchObject({ channel: 'C0CONTOSOSOC', threadTs: '1700000000.000001' });
  expect(audited()).toEqual(['intent close', 'result close written']);
  expect(await world.flows.store.waitingCases('contoso')).toEqual([]);
});

it.each([
  ['the change', 0],
  ['the comment', 1],
])('an answer lost after %s was carried out: it is looked up, and nothing is sent twice', async (_, at) => {
  await begin();
  await ask(CLOSE);
  const lose = () => {
    failNext = { error: error({}), carriedOut: true };
  };
  if (at === 0) lose();
  else {
    const { updateAlert } = defender.of('contoso');
    world.flows.defender = {
      of: () => ({
        ...defender.of('contoso'),
        getAlert: async () => alert,
        commentAlert: defender.of('contoso').commentAlert,
        updateAlert: async (...call) => {
          const answer = await updateAlert(...call);
          lose();
          return answer;
        },
      }),
    };
  }
  await expect(advance()).rejects.toMatchObject({ name: 'RunAgain' });
  expect(await world.flows.store.waitingCases('contoso')).toEqual([alert.id]);
  world.queued.length = 0;
  await sweep(world.flows);
  expect(world.queued.map(({ name }) => name)).toContain('case');
  await advance();
  expect(writes).toHaveLength(2);
  expect(alert.comments).toHaveLength(1);
  expect(said()).toHaveLength(1);
});

it('our own writing that comes back by the poll is nobody else’s change', async () => {
  await begin();
  await ask({ verb: 'claim' });
  await ask(CLOSE);
  await advance();
  const before = said().length;
  await poll();
  await caseOf(world.flows, await record());
  await advance();
  expect(said()).toHaveLength(before);
  expect(await stored()).toMatchObject({ state: 'closed', owner: { user: 'U0ANALYST' } });
});

it('a change in Defender reaches case and thread', async () => {
  await begin();
  await caseOf(world.flows, await record());
  alert = { ...alert, status: 'inProgress', assignedTo: 'lea@soc.example', updatedAt: '2026-11-24T07:00:00Z' };
  await poll();
  expect(await caseOf(world.flows, await record())).toMatchObject({ state: 'claimed', owner: { name: 'lea@soc.example' } });
  expect(world.queued.at(-1)).toMatchObject({ name: 'case' });
  await advance();
  expect(said()).toEqual([
    {
      what: 'portal',
      changes: [
        { field: 'status', to: 'inProgress' },
        { field: 'assignedTo', to: 'lea@soc.example' },
      ],
      comments: [],
    },
  ]);
  expect(writes).toEqual([]);
});

it('both at once: the newer change in Defender stands, and the thread says who won', async () => {
  await begin();
  await ask({ verb: 'claim' });
  alert = { ...alert, status: 'resolved', updatedAt: new Date(world.flows.clock.now() + 5_000).toISOString() };
  await advance();
  expect(writes).toEqual([]);
  expect(said()).toMatchObject([{ what: 'act' }, { what: 'conflict', winner: 'defender' }]);
  expect(await stored()).toMatchObject({ state: 'closed' });
  expect(audited()).toContain('result claim overtaken in Defender');
});

it('what Defender refuses is said in the thread with why, and not tried for ever', async () => {
  await begin();
  await ask(CLOSE);
  failNext = { error: error({ code: 'permission_missing', retry: 'never', person: 'A permission is missing.' }), carriedOut: false };
  await advance();
  await advance();
  expect(writes).toEqual([]);
  expect(said().at(-1)).toMatchObject({ what: 'not_written', why: 'A permission is missing.' });
  expect(await stored()).toMatchObject({ state: 'closed', unwritten: 'A permission is missing.' });
  expect(audited()).toContain('result close not written: permission_missing');
});

it('a Defender that is away is waited for; after a minute the thread is told, once', async () => {
  await begin();
  await ask({ verb: 'claim' });
  const away = () => {
    failNext = { error: error({ code: 'service_unavailable', retry: 'later' }), carriedOut: false };
    return expect(advance()).rejects.toMatchObject({ name: 'RunAgain' });
  };
  await away();
  expect(said()).toHaveLength(1);
  world.pass(61_000);
  await away();
  await away();
  expect(said().map(({ what }) => what)).toEqual(['act', 'delayed']);
  await advance();
  expect(alert.status).toBe('inProgress');
});

it('in a dry run nothing is sent, and the case is kept', async () => {
  await begin({ dryRun: true });
  await ask(CLOSE);
  await advance();
  expect(writes).toEqual([]);
  expect(await stored()).toMatchObject({ state: 'closed', acts: [] });
  expect(audited()).toContain('result close dry run');
});

it('of two who claim at the same time one gets it, and the other is told who', async () => {
  await begin();
  const both = await Promise.all([ask({ verb: 'claim' }), ask({ verb: 'claim' }, { ...ana, user: 'U0LEAD', name: 'lea' })]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'case_claimed' } });
});

it.each([
  ['a customer', { ...ana, user: 'U0CUSTOMER', team: 'T0CONTOSO' }, { verb: 'claim' }, 'outsider'],
  ['somebody without a role', { ...ana, user: 'U0NEW' }, { verb: 'claim' }, 'not_permitted'],
  ['an assignee without a role', ana, { verb: 'assign', to: { user: 'U0NEW' } }, 'assignee_not_permitted'],
] as const)('%s is refused, on record', async (_, person, act, code) => {
  await begin();
  expect(await ask(act, person)).toMatchObject({ ok: false, refusal: { code } });
  expect(audited()).toEqual([`refused ${act.verb} ${code}`]);
  expect(world.queued).toEqual([]);
});

it('without an audit nothing is done', async () => {
  await begin();
  const away = async () => {
    throw error({ code: 'audit_unavailable', retry: 'later' });
  };
  world.flows.audit = { append: away };
  expect(await ask({ verb: 'claim' })).toMatchObject({ ok: false, refusal: { code: 'audit_unavailable' } });
  expect(await stored()).toMatchObject({ state: 'open' });
});
