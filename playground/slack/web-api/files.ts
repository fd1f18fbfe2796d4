import { SlackRefusal, withMessages } from '../slack-error';
import { app } from '../world';
import { objects, required, text } from './args';
import { writableChannel } from './channels';
import { threadRoot } from './chat';
import { readContent } from './content';
import type { MethodTable } from './method';
import { showFile } from './show-message';

const scopes = ['files:write'];

/** Upload in three steps: a URL, the bytes, the sharing. */
export const fileMethods: MethodTable = {
  'files.getUploadURLExternal': {
    tier: 'tier4',
    scopes,
    run: (core, args) => {
      const name = required(args, 'filename');
      const length = Number(required(args, 'length'));
      if (!Number.isInteger(length) || length < 1)
        throw withMessages('invalid_arguments', ['must be greater than 0 [json-pointer:/length]']);
      const id = core.state.nextId('F');
      core.state.files.set(id, { id, name, title: name, length, shared: false });
      return { upload_url: `${core.baseUrl()}/upload/${id}`, file_id: id };
    },
  },
  'files.completeUploadExternal': {
    tier: 'tier4',
    scopes,
    run: (core, args) => {
      const files = (objects(args, 'files', 'invalid_arguments') ?? []).map((given) => {
        const file = core.state.files.get(String(given.id));
        if (!file?.bytes || file.shared) throw new SlackRefusal('file_not_found');
        return Object.assign(file, typeof given.title === 'string' ? { title: given.title } : {});
      });
      if (files.length === 0) throw withMessages('invalid_arguments', ['missing required field: files']);
      const to = text(args, 'channel_id') ?? text(args, 'channels');
      const channel = to ? writableChannel(core, to) : undefined;
      const threadTs = channel && threadRoot(core, channel, text(args, 'thread_ts'));
      const content = readContent(core, { text: args.initial_comment, blocks: args.blocks }, core.limits.messageText);
      for (const file of files) {
        file.shared = true;
        if (!channel) continue;
        const base = { channel: channel.id, user: app.user, bot: true, attachments: [], broadcast: false, reactions: [] };
        core.state.addMessage({
          ...base,
          ts: core.state.nextTs(),
          text: content.text ?? '',
          blocks: content.blocks ?? [],
          threadTs,
          fileId: file.id,
        });
      }
      return { files: files.map((file) => showFile(core, file)) };
    },
  },
};
