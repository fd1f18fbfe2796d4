import type { Snapshot } from '../../slack/page-api';
import { ActAs } from './act-as';

export type Place = { kind: 'channel'; id: string } | { kind: 'home' };

interface SidebarProps {
  snapshot: Snapshot;
  /** Who is acted as: known before the snapshot of their view is there. */
  me: string;
  place: Place;
  open: boolean;
  onPlace(place: Place): void;
  onPerson(id: string): void;
  onClose(): void;
}

export function Sidebar({ snapshot, me, place, open, onPlace, onPerson, onClose }: SidebarProps) {
  return (
    <aside
      aria-label="Workspace"
      class={`sidebar ${open ? 'sidebar-open' : ''}`}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <p class="brand">
        <img src="/assets/bell.svg" alt="" width="28" height="28" />
        <span>
          Tocsin demo
          <small>Local workspace</small>
        </span>
        <button type="button" class="tool narrow-only" aria-label="Close channel list" onClick={onClose}>
          ✕
        </button>
      </p>
      <nav aria-label="Channels">
        <h2>Channels</h2>
        <ul>
          {snapshot.channels.map((channel) => {
            const here = place.kind === 'channel' && place.id === channel.id;
            return (
              <li key={channel.id}>
                <button
                  type="button"
                  class={`channel ${here ? 'here' : ''} ${channel.unread > 0 && !here ? 'unread' : ''}`}
                  aria-current={here ? 'page' : undefined}
                  data-channel={channel.id}
                  onClick={() => onPlace({ kind: 'channel', id: channel.id })}
                >
                  <span class="hash" aria-hidden="true">
                    {channel.shared ? '◇' : '#'}
                  </span>
                  <span class="channel-name">{channel.name}</span>
                  {channel.shared && <span class="visually-hidden"> (shared with another company)</span>}
                  {channel.unread > 0 && !here && (
                    <span class="count">
                      {channel.unread > 99 ? '99+' : channel.unread}
                      <span class="visually-hidden"> unread</span>
                    </span>
                  )}
                </button>
              </li>
            );
          })}
        </ul>
        <h2>Apps</h2>
        <ul>
          <li>
            <button
              type="button"
              class={`channel ${place.kind === 'home' ? 'here' : ''}`}
              aria-current={place.kind === 'home' ? 'page' : undefined}
              onClick={() => onPlace({ kind: 'home' })}
            >
              <span class="hash" aria-hidden="true">
                ⌂
              </span>
              <span class="channel-name">Tocsin Home</span>
            </button>
          </li>
        </ul>
      </nav>
      <ActAs people={snapshot.people} as={me} onPick={onPerson} />
    </aside>
  );
}
