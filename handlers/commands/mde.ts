import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt';
import { answer } from '../../blocks/answer';
import { helpText, unknownVerbText } from '../../blocks/help';
import type { Deps } from '../deps';
import { explain } from '../explain';
import { doctor } from './doctor';
import type { Verb } from './verb';
import { whoami } from './whoami';

const verbs: Record<string, Verb> = {
  help: async () => helpText(),
  whoami,
  doctor,
};

/** `/mde <verb> …`: acknowledged at once, answered in place. */
export const mde =
  (deps: Deps) =>
  async ({ ack, respond, command, context }: SlackCommandMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    await ack();
    const [verb = 'help', ...words] = command.text
      .replace(/\u00a0/g, ' ')
      .trim()
      .split(/\s+/)
      .filter(Boolean);
    const tell = (text: string) => respond({ response_type: 'ephemeral', ...answer(text) });
    if (context.storeAway) return void (await tell(explain.storeAway));
    const run = Object.hasOwn(verbs, verb.toLowerCase()) ? verbs[verb.toLowerCase()] : undefined;
    if (!run) return void (await tell(unknownVerbText(verb, Object.keys(verbs))));
    try {
      await tell(await run(deps, { user: command.user_id, team: command.team_id, channel: command.channel_id, words }));
    } catch (thrown) {
      await tell(explain.withReference(explain.failure(deps, thrown, { verb, user: command.user_id })));
    }
  };
