import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../redis';
import { repositoryRoot } from './repository-root';

export interface BotOptions {
  /** The bot's whole environment (nothing is inherited); `PORT` and `TOCSIN_CONFIG` are filled in when left out. */
  env: Record<string, string>;
  /** Text of `tocsin.yml`. */
  configYaml: string;
}

export interface BotProcess {
  pid: number;
  port: number;
  logFile: string;
  /** What the bot has logged so far, one line each, oldest first; the newest 2,000. */
  logLines: string[];
  /** "exit code 1" or "signal SIGKILL" once it has ended. */
  ending(): string | undefined;
  /** Resolves with the ending. */
  ended: Promise<string>;
  isReady(): Promise<boolean>;
  /** Resolves when `GET /readyz` answers 200; rejects, with the last log lines, when it ends first or `ms` pass. */
  ready(ms?: number, signal?: AbortSignal): Promise<void>;
  /** Sends the signal and resolves when the process has ended. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** SIGTERM, after ten seconds SIGKILL; removes its folder, the log included. */
  stop(): Promise<void>;
}

const KEPT_LINES = 2000;
const STOP_MS = 10_000;

function watchEnd(child: ChildProcess, endings: string[]): Promise<string> {
  return new Promise((resolve) => {
    const end = (words: string) => {
      endings.push(words);
      resolve(words);
    };
    child.once('error', (error) => end(error.message));
    child.once('exit', (code, signal) => end(signal ? `signal ${signal}` : `exit code ${code}`));
  });
}

/** Starts the built bot (`npm run build` first) as a process of its own, with a temporary folder for its configuration and log. */
export async function startBot({ env, configYaml }: BotOptions): Promise<BotProcess> {
  const program = join(repositoryRoot(), 'dist/src/main.js');
  if (!existsSync(program)) throw new Error('The bot is not built: run `npm run build` first.');
  const port = env.PORT ? Number(env.PORT) : await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-bot-'));
  const configFile = join(folder, 'tocsin.yml');
  writeFileSync(configFile, configYaml, { mode: 0o600 });
  const logFile = join(folder, 'tocsin.log');
  const child = spawn(process.execPath, [program], {
    cwd: folder,
    env: { TOCSIN_CONFIG: configFile, ...env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const logLines: string[] = [];
  const log = createWriteStream(logFile, { mode: 0o600 });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      log.write(`${line}\n`);
      if (logLines.push(line) > KEPT_LINES) logLines.shift();
    });
  }
  const endings: string[] = [];
  const ended = watchEnd(child, endings);
  const isReady = async () => {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(1000) });
      return response.status === 200;
    } catch {
      return false;
    }
  };
  const kill = async (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal);
    await ended;
  };
  return {
    pid: child.pid ?? 0,
    port,
    logFile,
    logLines,
    ending: () => endings[0],
    ended,
    isReady,
    kill,
    ready: async (ms = 30_000, signal) => {
      const until = Date.now() + ms;
      while (!(await isReady())) {
        signal?.throwIfAborted();
        const why = endings[0] ? `ended with ${endings[0]}` : Date.now() > until ? `was not ready within ${ms} ms` : undefined;
        if (why) throw new Error(`The bot ${why}. Its last log lines:\n${logLines.slice(-15).join('\n')}`);
        await delay(100);
      }
    },
    stop: async () => {
      const hard = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      await kill();
      clearTimeout(hard);
      await new Promise<void>((resolve) => log.end(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
