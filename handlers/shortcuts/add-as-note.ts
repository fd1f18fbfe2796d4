import type { AllMiddlewareArgs, MessageShortcut, SlackShortcutMiddlewareArgs } from '@slack/bolt';
import { answer } from '../../blocks/answer';
import type { Deps } from '../deps';
import { explain } from '../explain';
import { personOf } from '../guards/person';
import { threadedRecord } from '../guards/threaded-record';
import { openCaseForm } from '../open-case-form';
import { typedText } from '../typed-text';

/** "Add as note" on a message in the thread of a card: the note's form, filled with the message. */
export const addAsNote =
  (deps: Deps) =>
  async ({ ack, shortcut, client, respond, context }: SlackShortcutMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    await ack();
    if (shortcut.type !== 'message_action') return;
    const { message, channel, user, team, trigger_id: triggerId }: MessageShortcut = shortcut;
    const tell = (text: string) => respond({ response_type: 'ephemeral', replace_original: false, ...answer(text) });
    const person = personOf(user, team?.id);
    try {
      if (context.storeAway) return void (await tell(explain.storeAway));
      const ts = typeof message.thread_ts === 'string' ? message.thread_ts : (message.ts ?? '');
      const clicked = await threadedRecord(deps, person, { channel: channel.id, ts });
      const text = typedText(message.text ?? '');
      const told = await openCaseForm(deps, client, { verb: 'note', person, clicked, channel: channel.id, triggerId, text });
      if (told) await tell(told);
    } catch (thrown) {
      await tell(explain.withReference(explain.failure(deps, thrown, { verb: 'note', user: person.user })));
    }
  };
