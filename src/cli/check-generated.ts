import { existsSync, readFileSync } from 'node:fs';
import { generatedFiles } from './generated-files';

/** Fails, and says what to do, when a generated file is not what the code would make. Run from the repository's root. */
const stale = generatedFiles.filter(({ path, render }) => {
  const current = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return current !== render(current);
});
if (stale.length > 0) {
  process.stderr.write(`Not what the code makes: ${stale.map(({ path }) => path).join(', ')}. Run: npm run generate\n`);
  process.exitCode = 1;
}
