import type { BotProcess } from './bot-process';
import type { BotReport } from './control-api';

/** The demo's one bot: looked after, never restarted unasked. */
export interface BotKeeper {
  current(): BotProcess | undefined;
  report(): Promise<BotReport>;
  /** Ends the running one, if any, and starts another. */
  restart(): Promise<void>;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

const SHOWN_LINES = 12;

/** `onEnded` is told of an end that nobody asked for through `restart` or `stop`. */
export function createBotKeeper(start: () => Promise<BotProcess>, onEnded: (bot: BotProcess, ending: string) => void): BotKeeper {
  let bot: BotProcess | undefined;
  let wasReady = false;
  let work: Promise<void> = Promise.resolve();
  const end = async () => {
    const old = bot;
    bot = undefined;
    await old?.stop();
  };
  const begin = async () => {
    wasReady = false;
    const started = await start();
    bot = started;
    void started.ended.then((ending) => bot === started && onEnded(started, ending));
  };
  const inTurn = (deed: () => Promise<void>) => {
    work = work.catch(() => undefined).then(deed);
    return work;
  };
  return {
    current: () => bot,
    report: async () => {
      if (!bot) return { state: 'starting', lastLines: [] };
      const ending = bot.ending();
      const ready = !ending && (await bot.isReady());
      wasReady ||= ready;
      return {
        state: ending ? 'exited' : ready ? 'ready' : wasReady ? 'not_ready' : 'starting',
        ...(ending ? { ending } : { pid: bot.pid }),
        logFile: bot.logFile,
        lastLines: bot.logLines.slice(-SHOWN_LINES),
      };
    },
    restart: () =>
      inTurn(async () => {
        await end();
        await begin();
      }),
    kill: async () => {
      await bot?.kill('SIGKILL');
    },
    stop: () => inTurn(end),
  };
}
