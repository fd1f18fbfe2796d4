import type { BotReport } from '../../demo/control-api';

interface BannerProps {
  bot: BotReport | undefined;
  connected: boolean;
  live: boolean;
  onRestart(): void;
}

/** Why nothing answers, when nothing does. */
export function BotBanner({ bot, connected, live, onRestart }: BannerProps) {
  if (!live) {
    return (
      <p class="banner bad" role="status">
        The demo does not answer. Is <code>npm run demo</code> still running? This page reconnects by itself.
      </p>
    );
  }
  if (bot?.state === 'exited') {
    return (
      <div class="banner bad" role="status">
        <span>Tocsin has stopped ({bot.ending ?? 'ended'}).</span>
        <button type="button" class="button" onClick={onRestart}>
          Restart Tocsin
        </button>
        <details>
          <summary>Last lines of its log</summary>
          <pre>{bot.lastLines.join('\n') || 'The log is empty.'}</pre>
        </details>
      </div>
    );
  }
  if (connected) return null;
  return (
    <p class="banner wait" role="status">
      {bot?.state === 'starting'
        ? 'Tocsin is starting…'
        : 'Tocsin is not connected to this workspace. Buttons and commands will not be answered.'}
    </p>
  );
}
