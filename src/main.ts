import { createLog } from './adapters/log';
import { formatFaults, loadConfig, processSource } from './config';
import { asTocsinError } from './core/errors';
import { startBot } from './wiring';

/** After SIGTERM running jobs may end in this time; Kubernetes kills after 30 s by default. */
const STOP_MS = 25_000;

async function main(): Promise<void> {
  const loaded = loadConfig(processSource());
  if (!loaded.ok) {
    process.stderr.write(formatFaults(loaded.faults));
    process.exitCode = 78; // EX_CONFIG
    return;
  }
  if (process.argv.includes('--check-config')) {
    process.stdout.write('The configuration is fine.\n');
    return;
  }
  const { log, copy } = createLog(loaded.config.environment.LOG_LEVEL);
  // Nothing may go on in an unknown state: the supervisor starts us again, and all work is in Redis.
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      log.error({ err: error }, `${event}: stopping`);
      process.exit(1);
    });
  }
  try {
    const bot = await startBot(loaded.config, log, copy);
    let stopping = false;
    const stop = (signal: NodeJS.Signals) => {
      if (stopping) return;
      stopping = true;
      log.info({ signal }, 'stopping');
      setTimeout(() => process.exit(1), STOP_MS).unref();
      bot.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
  } catch (thrown) {
    const error = asTocsinError(thrown);
    log.error({ err: error }, 'could not start');
    process.stderr.write(`Tocsin could not start: ${error.facts.person}\n`);
    process.exit(1);
  }
}

void main();
