import { demoHelp, readDemoOptions } from './demo/demo-options';
import { openBrowser } from './demo/open-browser';
import { type Demo, startDemo } from './demo/start-demo';

const say = (line: string) => void process.stdout.write(`${line}\n`);
const complain = (line: string) => void process.stderr.write(`${line}\n`);

function wordsOf(error: unknown, port: number): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code !== 'EADDRINUSE') return message;
  return `Port ${port} is taken. Choose another one: npm run demo -- --port ${port + 1}`;
}

async function main(): Promise<void> {
  const options = readDemoOptions(process.argv.slice(2));
  if (options.help) return say(demoHelp);
  const giveUp = new AbortController();
  let demo: Demo | undefined;
  const end = () => {
    giveUp.abort(new Error('Stopped before everything was up.'));
    void demo?.stop().then(() => process.exit(0));
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  try {
    demo = await startDemo({ port: options.port, scenario: options.scenario, signal: giveUp.signal, log: complain });
  } catch (error) {
    if (!giveUp.signal.aborted) complain(wordsOf(error, options.port));
    process.exit(giveUp.signal.aborted ? 0 : 1);
  }
  if (giveUp.signal.aborted) return end();
  complain(`The bot's log: ${demo.bot.current()?.logFile}`);
  say(`Tocsin demo: ${demo.url}/`);
  if (!options.headless) openBrowser(demo.url);
}

main().catch((error: Error) => {
  complain(error.message);
  process.exit(2);
});
