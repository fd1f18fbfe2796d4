import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { answer } from '../../blocks/answer';
import { refusalText } from '../../blocks/refusal';
import { NOTE_LENGTH } from '../../src/core/case';
import { recordRefusal } from '../../src/flows/record-refusal';
import { triage } from '../../src/flows/triage';
import type { Deps } from '../deps';
import { explain } from '../explain';
import { personOf } from '../guards/person';
import { threadedRecord } from '../guards/threaded-record';
import { typedText } from '../typed-text';

interface Written {
  channel: string;
  user?: string;
  team?: string;
  user_team?: string;
  bot_id?: string;
  subtype?: string;
  text?: string;
  ts: string;
  thread_ts?: string;
}

const NOTE = /^\s*note:\s*/i;

/** A reply `note: …` in the thread of a card becomes a note. Everything else people write is none of ours, and nothing is answered to it. */
export const message =
  (deps: Deps) =>
  async ({ event, client, context }: SlackEventMiddlewareArgs<'message'> & AllMiddlewareArgs): Promise<void> => {
    const { channel, user, team, user_team, bot_id, subtype, text = '', thread_ts: thread } = event as unknown as Written;
    const plain = subtype === undefined || subtype === 'thread_broadcast';
    if (!plain || bot_id || !user || user === context.botUserId || !thread || !NOTE.test(text)) return;
    const { flows } = deps;
    const person = personOf({ id: user, team_id: user_team ?? team });
    const tell = (words: string) => client.chat.postEphemeral({ channel, user, thread_ts: thread, ...answer(words) });
    try {
      if (context.storeAway) return void (await tell(explain.storeAway));
      const found = await threadedRecord(deps, person, { channel, ts: thread });
      if (!found.ok) {
        const { refusal, tenant, record } = found;
        // Not in a thread of ours: people may write what they like.
        if (!record) return;
        const id = await recordRefusal(flows, { action: 'note', person, tenant, record, channel }, refusal);
        return void (await tell(explain.withReference({ sentence: refusalText(refusal), id })));
      }
      const note = typedText(text.replace(NOTE, '')).trim().slice(0, NOTE_LENGTH.max);
      const end = await triage(flows, { ...found, person, act: { verb: 'note', text: note, inThread: true } });
      if (!end.ok) await tell(explain.withReference({ sentence: refusalText(end.refusal), id: end.id }));
    } catch (thrown) {
      await tell(explain.withReference(explain.failure(deps, thrown, { verb: 'note', user })));
    }
  };
