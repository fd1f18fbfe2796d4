import type { KnownBlock } from '@slack/types';
import { useContext } from 'preact/hooks';
import type { PageMessage, Snapshot } from '../../slack/page-api';
import { Blocks } from '../blocks/block';
import { Picture } from '../elements/picture';
import { Directory } from '../surface/directory';
import { Surface, useSurface } from '../surface/surface';
import { clockTime } from '../text/format-date';
import { Mrkdwn } from '../text/text';
import type { Acts } from './acts';
import { Attachment } from './attachment';
import { Avatar } from './avatar';
import { Menu } from './menu';

interface MessageProps {
  message: PageMessage;
  shortcuts: Snapshot['shortcuts'];
  acts: Acts;
  /** Left out inside the thread pane. */
  onThread?(ts: string): void;
}

function blocksOf(message: PageMessage): KnownBlock[] {
  const inside = message.attachments.flatMap((one) => (one as { blocks?: unknown[] }).blocks ?? []);
  return [...message.blocks, ...inside] as KnownBlock[];
}

function File({ file }: { file: NonNullable<PageMessage['file']> }) {
  if (file.image) return <Picture look="picture" url={file.url} alt={file.title} />;
  return (
    <a class="file" href={file.url} target="_blank" rel="noopener noreferrer">
      {file.title}
    </a>
  );
}

export function Message({ message, shortcuts, acts, onThread }: MessageProps) {
  const directory = useContext(Directory);
  const surface = useSurface(blocksOf(message), {}, (blockId, actionId, value, state) =>
    acts.send({ do: 'block_action', channel: message.channel, messageTs: message.ts, blockId, actionId, value, state }),
  );
  const name = directory.nameOf(message.user) ?? (message.bot ? 'Tocsin' : message.user);
  const own = shortcuts.filter((shortcut) => shortcut.type === 'message');
  const root = message.threadTs ?? message.ts;
  const showText = message.blocks.length === 0 && (message.text !== '' || message.attachments.length === 0);
  return (
    <Surface.Provider value={surface}>
      <article class={`message ${message.ephemeral ? 'ephemeral' : ''}`} data-ts={message.ts} aria-label={`Message of ${name}`}>
        <Avatar id={message.user} name={name} bot={message.bot} />
        <div class="message-main">
          {message.ephemeral && <p class="only-you">Only visible to you</p>}
          <p class="byline">
            <strong>{name}</strong>
            {message.bot && <span class="app-badge">APP</span>}
            <time dateTime={new Date(Number(message.ts) * 1000).toISOString()}>{clockTime(message.ts)}</time>
          </p>
          {showText && (
            <div class="words">
              <Mrkdwn text={message.text} />
            </div>
          )}
          {message.blocks.length > 0 && <Blocks blocks={message.blocks} />}
          {message.attachments.map((attachment, index) => (
            <Attachment key={index} attachment={attachment} />
          ))}
          {message.file && <File file={message.file} />}
          {message.edited && <span class="edited">(edited)</span>}
          {onThread && message.replies > 0 && (
            <button type="button" class="replies" onClick={() => onThread(root)}>
              {message.replies} {message.replies === 1 ? 'reply' : 'replies'}
              <span class="replies-more">View thread</span>
            </button>
          )}
        </div>
        {!message.ephemeral && (
          <div class="tools">
            {onThread && (
              <button type="button" class="tool" aria-label="Reply in thread" title="Reply in thread" onClick={() => onThread(root)}>
                <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
                  <path d="M4 4h12v9H9.5L6 16v-3H4z" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round" />
                </svg>
              </button>
            )}
            {own.length > 0 && (
              <Menu
                label="Message shortcuts"
                look="tool"
                face="⋮"
                items={own.map((shortcut) => ({
                  key: shortcut.callbackId,
                  words: shortcut.name,
                  pick: () =>
                    void acts.send({ do: 'shortcut', callbackId: shortcut.callbackId, channel: message.channel, messageTs: message.ts }),
                }))}
              />
            )}
          </div>
        )}
      </article>
    </Surface.Provider>
  );
}
