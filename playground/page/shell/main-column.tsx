import type { ControlState } from '../../demo/control-api';
import type { Snapshot } from '../../slack/page-api';
import type { Acts } from './acts';
import { Avatar } from './avatar';
import { BotBanner } from './bot-banner';
import { Composer } from './composer';
import { botWords } from './control-panel';
import { HomeTab } from './home-tab';
import { MessageList } from './message-list';
import type { Place } from './sidebar';

interface MainProps {
  snapshot: Snapshot;
  place: Place;
  live: boolean;
  control: ControlState | undefined;
  panelOpen: boolean;
  acts: Acts;
  onMenu(): void;
  onPanel(): void;
  onThread(ts: string): void;
  onRestart(): void;
}

/** The middle column: where the person is, what was said there, and the box to answer. */
export function Main({ snapshot, place, live, control, panelOpen, acts, onMenu, onPanel, onThread, onRestart }: MainProps) {
  const channel = place.kind === 'channel' ? snapshot.channels.find((one) => one.id === place.id) : undefined;
  const me = snapshot.people.find((one) => one.id === snapshot.as);
  const bot = control && botWords(control.bot, snapshot.botConnected);
  const messages = snapshot.channel === channel?.id ? snapshot.messages : [];
  return (
    <main class="main">
      <header class="bar">
        <button type="button" class="tool narrow-only" aria-label="Open channel list" onClick={onMenu}>
          ☰
        </button>
        <div class="bar-words">
          <h1>{place.kind === 'home' ? 'Tocsin Home' : `${channel?.shared ? '◇' : '#'} ${channel?.name ?? place.id}`}</h1>
          {channel && <p>{channel.topic}</p>}
        </div>
        {me && (
          <p class="me" title={`You act as ${me.name}, ${me.title}`}>
            <Avatar id={me.id} name={me.name} small />
            <span class="wide-only">
              {me.name} <span class="part">{me.part}</span>
            </span>
            <span class="visually-hidden">You act as {me.name}</span>
          </p>
        )}
        {bot && (
          <button type="button" class="button controls" aria-expanded={panelOpen} aria-label="Demo controls" onClick={onPanel}>
            <span class={`dot ${bot.mood}`} title={`Tocsin: ${bot.words}`} />
            <span class="wide-only">Demo controls</span>
            <span class="narrow-only" aria-hidden="true">
              ⚙
            </span>
          </button>
        )}
      </header>
      <BotBanner bot={control?.bot} connected={snapshot.botConnected} live={live} onRestart={onRestart} />
      {place.kind === 'home' ? (
        <HomeTab home={snapshot.home} acts={acts} />
      ) : (
        <>
          {messages.length > 0 ? (
            <MessageList
              identity={`${snapshot.as} ${place.id}`}
              messages={messages}
              shortcuts={snapshot.shortcuts}
              acts={acts}
              onThread={onThread}
              label={`Messages in ${channel?.name ?? place.id}`}
            />
          ) : (
            <p class="empty">
              {channel
                ? 'Nothing has been said here yet. Detections appear by themselves; a story from the demo controls starts some.'
                : 'This person is not in that channel.'}
            </p>
          )}
          {channel && (
            <Composer key={place.id} channel={place.id} place={`Message #${channel.name} or /command`} snapshot={snapshot} acts={acts} />
          )}
        </>
      )}
    </main>
  );
}
