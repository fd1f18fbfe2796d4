import { type Stage, setStage } from '../support/stage';

jest.setTimeout(90_000);

let stage: Stage;
let alertId: string;
beforeAll(async () => {
  stage = await setStage();
  [alertId] = stage.defender.play('hands-on-keyboard', 'contoso', { atOnce: true }) as [string];
  await stage.card('contoso', alertId);
});
afterAll(() => stage?.stop());

const CHANNEL = 'C0CONTOSOSOC';
const ANALYST = 'U0ANALYST';
const textOf = (value: unknown) => JSON.stringify(value);
const alert = () => stage.defender.state('contoso').alerts.find(({ id }) => id === alertId);
const press = async (actionId: string, as = ANALYST, value?: unknown) =>
  stage.slack.click({ as, channel: CHANNEL, ts: (await stage.card('contoso', alertId)).ts, actionId, value });
const option = async (verb: string) => {
  const card = await stage.card('contoso', alertId);
  return new RegExp(`"value":"(${verb}/[^"]+)"`).exec(textOf(card.blocks))?.[1];
};
const cardShows = (words: string) =>
  stage.slack.waitFor(() => {
    const card = stage.cards('contoso').find(({ blocks }) => textOf(blocks).includes(alertId));
    return card && textOf(card.blocks).includes(words) ? card : undefined;
  }, 20_000);
const threadTexts = async () => stage.slack.thread(CHANNEL, (await stage.card('contoso', alertId)).ts).map(({ text }) => text);
const inThread = async (words: string | RegExp) => {
  const { ts } = await stage.card('contoso', alertId);
  return stage.slack.waitFor(() => stage.slack.thread(CHANNEL, ts).find(({ text }) => text.match(words)), 20_000);
};
const defenderHas = (state: object) =>
  stage.slack.waitFor(() => {
    const now = alert() as unknown as Record<string, unknown>;
    return Object.entries(state).every(([key, value]) => now[key] === value);
  }, 20_000);
const written = (method: string) => stage.defender.requests.filter((one) => one.method === method && one.path.includes(alertId));
const refusedSince = async (user: string, before: number) => stage.slack.waitFor(() => stage.slack.ephemerals(user)[before], 10_000);

it.each([
  ['a customer', 'U0CUSTOMER'],
  ['an outsider', 'U0OUTSIDER'],
])('refuses %s every button with a reason, and writes nothing', async (_, user) => {
  for (const [actionId, value] of [['claim'], ['close_case'], ['more', await option('note')]] as [string, string?][]) {
    const before = stage.slack.ephemerals(user).length;
    expect(await press(actionId, user, value)).toMatchObject({ ok: true });
    expect(textOf(await refusedSince(user, before))).toMatch(/Only (members|analysts)/);
  }
  expect(stage.slack.views(user)).toEqual([]);
  expect(written('PATCH')).toHaveLength(0);
});

it('claims: the card, the thread and Defender say whose it is', async () => {
  await press('claim');
  await cardShows('Unclaim');
  await defenderHas({ status: 'inProgress', assignedTo: 'ana@soc.example' });
  await inThread(/<@U0ANALYST> claimed it/);
  const before = stage.slack.ephemerals('U0RESPONDER').length;
  await press('unclaim', 'U0RESPONDER');
  expect(textOf(await refusedSince('U0RESPONDER', before))).toContain('claimed by <@U0ANALYST>');
});

it('keeps a reply that begins with note: as a note, and leaves all others alone', async () => {
  const { ts } = await stage.card('contoso', alertId);
  await stage.slack.post({ as: ANALYST, channel: CHANNEL, threadTs: ts, text: 'just talking' });
  await stage.slack.post({ as: ANALYST, channel: CHANNEL, threadTs: ts, text: 'Note: user says <it was not me>' });
  await inThread(/Kept as a note of <@U0ANALYST>/);
  await cardShows('1 note');
  await stage.slack.waitFor(() => alert()?.comments.some(({ comment }) => comment.includes('user says <it was not me>')));
  expect(textOf(alert()?.comments)).not.toContain('just talking');
});

it('makes a message a note by its shortcut', async () => {
  const { ts } = await stage.card('contoso', alertId);
  const reply = await stage.slack.post({ as: ANALYST, channel: CHANNEL, threadTs: ts, text: 'the file came by mail' });
  await stage.slack.shortcut({ as: ANALYST, callbackId: 'add_as_note', channel: CHANNEL, messageTs: reply.ts });
  const form = await stage.slack.waitFor(() => stage.slack.views(ANALYST).at(-1));
  expect(textOf(form.view)).toContain('the file came by mail');
  await stage.slack.submit({ as: ANALYST, values: { note: { note: { type: 'plain_text_input', value: 'the file came by mail' } } } });
  await cardShows('2 notes');
});

it('assigns to somebody who could work on it, and to nobody else', async () => {
  const assign = async (user: string) => {
    await press('more', ANALYST, await option('assign'));
    await stage.slack.waitFor(() => stage.slack.views(ANALYST).at(-1));
    return stage.slack.submit({ as: ANALYST, values: { assignee: { assignee: { type: 'users_select', selected_user: user } } } });
  };
  expect(textOf(await assign('U0OUTSIDER'))).toContain('holds no role here');
  const view = stage.slack.views(ANALYST).at(-1);
  await stage.slack.closeView({ as: ANALYST, viewId: view?.id ?? '' });
  expect(await assign('U0RESPONDER')).toMatchObject({ ok: true });
  await inThread(/assigned it to <@U0RESPONDER>/);
  // Nobody knows Rui's name in Defender: the assignment to Ana goes, and a comment names him.
  await defenderHas({ assignedTo: null });
  await stage.slack.waitFor(() => alert()?.comments.some(({ comment }) => comment.includes('assigned to U0RESPONDER')));
});

it('closes with a classification, a determination and a comment; the buttons go', async () => {
  await press('close_case');
  await stage.slack.waitFor(() => stage.slack.views(ANALYST).at(-1));
  const values = (comment: string) => ({
    verdict: { verdict: { type: 'static_select', selected_option: { value: 'truePositive/malware' } } },
    comment: { comment: { type: 'plain_text_input', value: comment } },
  });
  expect(textOf(await stage.slack.submit({ as: ANALYST, values: values(' ok ') }))).toContain('at least 5 characters');
  expect(await stage.slack.submit({ as: ANALYST, values: values('wiped and reset') })).toMatchObject({ ok: true });
  await defenderHas({ status: 'resolved', classification: 'truePositive', determination: 'malware' });
  const card = textOf((await cardShows('Reopen')).blocks);
  expect(card).toMatch(/\*Closed\* as True positive, Malware by <@U0ANALYST>.*wiped and reset/);
  for (const gone of ['"contain_host"', '"claim"', '"unclaim"', '"close_case"', '"more"']) expect(card).not.toContain(gone);
  await stage.slack.waitFor(() => alert()?.comments.some(({ comment }) => comment.includes('closed by ana (U0ANALYST): wiped and reset')));
});

it('reopens', async () => {
  await press('reopen_case');
  await defenderHas({ status: 'inProgress' });
  expect(textOf((await cardShows('Reopened')).blocks)).toContain('last closed as True positive, Malware by <@U0ANALYST>');
});

it('shows what is changed in the portal within a poll, and says it in the thread', async () => {
  stage.defender.updateAlert('contoso', alertId, {
    status: 'resolved',
    classification: 'falsePositive',
    determination: 'notMalicious',
    assignedTo: 'lea@soc.example',
  });
  await inThread(/In Defender:\* status Resolved, classification False positive, determination Not malicious/);
  await cardShows('*Closed* as False positive, Not malicious by somebody in Defender');
});

it('never took its own writing for a change in the portal, and wrote each comment once', async () => {
  const lines = (await threadTexts()).filter((text) => text.includes('In Defender:'));
  expect(lines).toHaveLength(1);
  const marks = alert()?.comments.map(({ comment }) => /^tocsin:[a-z0-9]+/.exec(comment)?.[0]) ?? [];
  expect(new Set(marks).size).toBe(marks.length);
  expect(marks).toHaveLength(5);
});
