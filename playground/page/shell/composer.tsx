import type { TargetedKeyboardEvent } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { Snapshot } from '../../slack/page-api';
import type { Acts } from './acts';
import { Menu } from './menu';

interface ComposerProps {
  channel: string;
  threadTs?: string;
  place: string;
  snapshot: Snapshot;
  acts: Acts;
}

/** Where people write. A text that begins with `/` is a slash command, except in threads, where Slack has none. */
export function Composer({ channel, threadTs, place, snapshot, acts }: ComposerProps) {
  const [text, setText] = useState('');
  const id = useId();
  const command = !threadTs && text.startsWith('/');
  const offers = command ? snapshot.commands.filter((one) => one.command.startsWith(text.split(' ')[0] ?? '')) : [];
  const shortcuts = threadTs ? [] : snapshot.shortcuts.filter((one) => one.type === 'global');
  const send = () => {
    const words = text.trim();
    if (!words) return;
    setText('');
    void acts.send(command ? { do: 'command', channel, text: words } : { do: 'post', channel, threadTs, text: words });
  };
  const keys = (event: TargetedKeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    } else if (event.key === 'Tab' && !event.shiftKey && offers[0] && !text.includes(' ')) {
      event.preventDefault();
      setText(`${offers[0].command} `);
    }
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {offers.length > 0 && (
        <ul class="offers" id={`${id}-offers`} aria-label="Slash commands">
          {offers.map((one) => (
            <li key={one.command}>
              <button type="button" onClick={() => setText(`${one.command} `)}>
                <strong>{one.command}</strong> <span class="offer-hint">{one.hint}</span>
                <small>{one.description}</small>
              </button>
            </li>
          ))}
        </ul>
      )}
      <textarea
        rows={1}
        value={text}
        aria-label={place}
        aria-describedby={offers.length > 0 ? `${id}-offers` : undefined}
        placeholder={place}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={keys}
      />
      <div class="composer-row">
        {shortcuts.length > 0 && (
          <Menu
            label="Shortcuts"
            look="tool"
            face="+"
            items={shortcuts.map((one) => ({
              key: one.callbackId,
              words: one.name,
              pick: () => void acts.send({ do: 'shortcut', callbackId: one.callbackId }),
            }))}
          />
        )}
        <span class="composer-hint">{command ? 'Slash command: only you see it' : 'Enter sends, Shift+Enter starts a new line'}</span>
        <button type="submit" class="button primary send" disabled={!text.trim()}>
          Send
        </button>
      </div>
    </form>
  );
}
