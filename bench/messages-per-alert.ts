import { compare } from './line';
import type { Measure } from './measure';
import { setStage } from './stage';
import { STORIES } from './stories';

/** The last alert of a story, and its last update, come within this. */
const STORY_MS = 26_000;
const WHAT = 'for each alert of the three stories at their own pace, with their updates, within the limits of Slack and Defender';

export const messagesPerAlert: Measure = async ({ pile, emit }) => {
  const stage = await setStage(pile, { tenants: STORIES.length, pollSeconds: 1 });
  const { slack, defender } = stage;
  const alerts = STORIES.map((story, index) => defender.play(story, stage.tenants[index] ?? '').length);
  await new Promise((resolve) => setTimeout(resolve, STORY_MS));
  for (const [index, tenant] of stage.tenants.entries()) await stage.settled([tenant], alerts[index] ?? 0);

  const sent = (method: string, ts: string, field: string) =>
    slack.calls.filter((call) => call.method === method && call.ok && call.args[field] === ts).length;
  const cards = stage.tenants.flatMap(stage.cards);
  const posts = cards.map(({ ts }) => 1 + sent('chat.postMessage', ts, 'thread_ts'));
  const edits = cards.map(({ ts }) => sent('chat.update', ts, 'ts'));
  emit(compare({ name: 'messages-per-alert.posts', what: `chat.postMessage ${WHAT}`, unit: 'calls', against: 'the card alone' }, posts, 1));
  const edited = 'one edit, when the look-ups are back';
  emit(compare({ name: 'messages-per-alert.edits', what: `chat.update ${WHAT}`, unit: 'calls', against: edited }, edits, 1));
};
