import { SlackRefusal } from '../slack-error';
import { app } from '../world';
import { required } from './args';
import { findChannel } from './channels';
import type { MethodTable } from './method';

export const reactionMethods: MethodTable = {
  'reactions.add': {
    tier: 'tier3',
    scopes: ['reactions:write'],
    run: (core, args) => {
      const channel = findChannel(core, required(args, 'channel'));
      const message = core.state.findMessage(channel.id, required(args, 'timestamp'));
      if (!message || message.onlyFor) throw new SlackRefusal('message_not_found');
      const name = required(args, 'name');
      if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name)) throw new SlackRefusal('invalid_name');
      const known = message.reactions.find((reaction) => reaction.name === name);
      if (known?.users.includes(app.user)) throw new SlackRefusal('already_reacted');
      if (known) known.users.push(app.user);
      else message.reactions.push({ name, users: [app.user] });
      core.state.changed();
      return {};
    },
  },
};
