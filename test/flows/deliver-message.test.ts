import { deliverMessage, SEND_SETTLED_MS } from '../../src/flows/deliver-message';
import type { Outgoing } from '../../src/ports/chat';
import { RunAgain } from '../../src/ports/jobs';
import { noDefender, type TestFlows, testFlows } from '../support/flows';

let world: TestFlows;
beforeEach(async () => {
  world = await testFlows(noDefender);
});
afterEach(() => world.stop());

const note = (text: string): Outgoing => ({ channel: 'C1', key: 'k1', content: { kind: 'thread_note', text } });
const deliver = (text: string) => deliverMessage(world.flows, 'contoso', note(text));

it('posts once, skips what shows the same, edits what shows something else', async () => {
  const first = await deliver('one');
  expect(await deliver('one')).toEqual({ ref: first.ref, changed: false });
  expect(await deliver('two')).toEqual({ ref: first.ref, changed: true });
  expect(world.chat.posted).toHaveLength(1);
  expect(world.chat.edits).toEqual([{ ts: first.ref.ts, message: note('two') }]);
  expect(world.chat.finds).toBe(0);
});

it('looks a message up after an answer was lost, and does not post it twice', async () => {
  world.chat.next = [{ code: 'slack_outcome_unknown', accepted: true }];
  await expect(deliver('one')).rejects.toMatchObject({ facts: { code: 'slack_outcome_unknown' } });
  await expect(deliver('one')).rejects.toBeInstanceOf(RunAgain);
  world.pass(SEND_SETTLED_MS);
  const found = await deliver('one');
  expect(world.chat.posted.map(({ ts }) => ts)).toEqual([found.ref.ts]);
  // What the found message shows is not known: the next delivery edits it.
  await deliver('one');
  expect(world.chat.edits).toHaveLength(1);
});

it('posts again when the look-up shows that Slack never took it', async () => {
  world.chat.next = [{ code: 'slack_outcome_unknown', accepted: false }];
  await expect(deliver('one')).rejects.toThrow();
  world.pass(SEND_SETTLED_MS);
  await deliver('one');
  expect(world.chat.posted).toHaveLength(1);
  expect(world.chat.finds).toBe(1);
});

it('posts again at once after Slack surely refused', async () => {
  world.chat.next = [{ code: 'slack_throttled', accepted: false }];
  await expect(deliver('one')).rejects.toMatchObject({ facts: { code: 'slack_throttled' } });
  await deliver('one');
  expect(world.chat.posted).toHaveLength(1);
  expect(world.chat.finds).toBe(0);
});

it('posts once when two jobs bring the same message at the same moment', async () => {
  const both = await Promise.allSettled([deliver('one'), deliver('one'), deliver('one')]);
  expect(world.chat.posted).toHaveLength(1);
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const answer of both) if (answer.status === 'rejected') expect(answer.reason).toBeInstanceOf(RunAgain);
});

it('sends nothing when the send cannot be recorded first', async () => {
  await world.redis.kill(true);
  await expect(deliver('one')).rejects.toMatchObject({ facts: { code: 'store_unavailable' } });
  expect(world.chat.posted).toHaveLength(0);
});
