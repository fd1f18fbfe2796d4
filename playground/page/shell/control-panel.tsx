import { useState } from 'preact/hooks';
import type { BotReport, ControlState, FaultKind, Service } from '../../demo/control-api';

interface PanelProps {
  state: ControlState;
  connected: boolean;
  /** POST to /control/…; a refusal becomes a toast. */
  onControl(path: string, body: unknown, done: string): Promise<void>;
  onClose(): void;
}

const FAULTS: { kind: FaultKind; words: string }[] = [
  { kind: 'slow', words: 'Slow' },
  { kind: 'throttled', words: 'Throttled' },
  { kind: 'down', words: 'Down' },
];
const SERVICES: { service: Service; name: string }[] = [
  { service: 'slack', name: 'Slack' },
  { service: 'defender', name: 'Defender' },
];
const STORM = 40;

export function botWords(bot: BotReport, connected: boolean): { words: string; mood: 'good' | 'wait' | 'bad' } {
  if (bot.state === 'exited') return { words: `Stopped (${bot.ending ?? 'ended'})`, mood: 'bad' };
  if (bot.state === 'starting') return { words: 'Starting…', mood: 'wait' };
  if (!connected) return { words: 'Not connected to Slack', mood: 'bad' };
  if (bot.state === 'not_ready') return { words: 'Connected, not ready', mood: 'wait' };
  return { words: 'Connected', mood: 'good' };
}

export function ControlPanel({ state, connected, onControl, onClose }: PanelProps) {
  const [tenant, setTenant] = useState(state.tenants[0]?.id ?? '');
  const bot = botWords(state.bot, connected);
  const nameOf = (id: string) => state.tenants.find((one) => one.id === id)?.name ?? id;
  return (
    <aside
      class="panel"
      aria-label="Demo controls"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <header class="bar">
        <h2>Demo controls</h2>
        <button type="button" class="tool" aria-label="Close demo controls" onClick={onClose}>
          ✕
        </button>
      </header>
      <div class="panel-body">
        <section aria-labelledby="panel-stories">
          <h3 id="panel-stories">Play a story</h3>
          {state.stories.map((story) => (
            <button
              key={story.name}
              type="button"
              class="button story"
              data-story={story.name}
              onClick={() => void onControl('defender/play', { story: story.name, tenant: story.tenant }, `Playing “${story.title}”`)}
            >
              {story.title}
              <small>at {nameOf(story.tenant)}</small>
            </button>
          ))}
        </section>
        <section aria-labelledby="panel-storm">
          <h3 id="panel-storm">Alert storm</h3>
          <div class="panel-row">
            <span class="select">
              <select aria-label="Tenant of the storm" value={tenant} onChange={(event) => setTenant(event.currentTarget.value)}>
                {state.tenants.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
              </select>
            </span>
            <button
              type="button"
              class="button"
              onClick={() => void onControl('defender/storm', { tenant, count: STORM }, `${STORM} alerts are coming at ${nameOf(tenant)}`)}
            >
              Send {STORM} alerts
            </button>
          </div>
        </section>
        <section aria-labelledby="panel-faults">
          <h3 id="panel-faults">Trouble</h3>
          {SERVICES.map(({ service, name }) => (
            <fieldset key={service} class="fault">
              <legend>{name}</legend>
              <span class="segments">
                {FAULTS.map(({ kind, words }) => {
                  const on = state.faults[service].includes(kind);
                  return (
                    <button
                      key={kind}
                      type="button"
                      aria-pressed={on}
                      aria-label={`${name} ${words.toLowerCase()}`}
                      onClick={() =>
                        void onControl(
                          on ? `${service}/clear` : `${service}/fault`,
                          on ? {} : { kind },
                          on ? `${name} works again` : `${name} is ${words.toLowerCase()} now`,
                        )
                      }
                    >
                      {words}
                    </button>
                  );
                })}
              </span>
            </fieldset>
          ))}
          <button
            type="button"
            class="button quiet"
            disabled={state.faults.slack.length + state.faults.defender.length === 0}
            onClick={async () => {
              await onControl('slack/clear', {}, '');
              await onControl('defender/clear', {}, 'Everything works again');
            }}
          >
            Clear all trouble
          </button>
        </section>
        <section aria-labelledby="panel-bot">
          <h3 id="panel-bot">Tocsin</h3>
          <p class="bot-state">
            <span class={`dot ${bot.mood}`} aria-hidden="true" /> {bot.words}
            {state.bot.pid && <span class="faint"> · pid {state.bot.pid}</span>}
          </p>
          {state.bot.state !== 'absent' && (
            <div class="panel-row">
              <button type="button" class="button" onClick={() => void onControl('bot', { do: 'restart' }, 'Tocsin is restarting')}>
                Restart
              </button>
              <button
                type="button"
                class="button"
                disabled={state.bot.state === 'exited'}
                onClick={() => void onControl('bot', { do: 'kill' }, 'Tocsin was killed with -9')}
              >
                Kill with -9
              </button>
            </div>
          )}
          {state.bot.logFile && <p class="faint log-path">Log: {state.bot.logFile}</p>}
        </section>
      </div>
    </aside>
  );
}
