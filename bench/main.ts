import { createPile } from '../playground/demo/pile';
import type { Line } from './line';
import { measures } from './measures';

const GIVEN_UP = 130;

const emit = (line: Line) => void process.stdout.write(`${JSON.stringify(line)}\n`);
const complain = (words: string) => void process.stderr.write(`${words}\n`);

/** `npm run bench [-- NAME …]`: one JSON object a line. Whatever was started is ended, however it goes. */
async function main(): Promise<number> {
  const names = process.argv.slice(2);
  const known = Object.keys(measures);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    complain(`There is no measure "${unknown.join('", "')}". Choose from:\n  ${known.join('\n  ')}`);
    return 2;
  }
  const pile = createPile();
  const stopped = new Promise<number>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(GIVEN_UP));
  });
  const work = async () => {
    for (const [name, measure] of Object.entries(measures)) {
      if (names.length > 0 && !names.includes(name)) continue;
      const begun = performance.now();
      await measure({ pile, emit });
      await pile.stop();
      complain(`${name}: ${Math.round((performance.now() - begun) / 1000)} s`);
    }
    return 0;
  };
  try {
    return await Promise.race([work(), stopped]);
  } finally {
    await pile.stop();
  }
}

main().then(
  (code) => process.exit(code),
  (error: Error) => {
    complain(error.stack ?? error.message);
    process.exit(1);
  },
);
