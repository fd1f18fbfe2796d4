import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { generatedFiles } from './generated-files';

/** Writes every generated file; run from the repository's root. */
for (const { path, render } of generatedFiles) {
  writeFileSync(path, render(existsSync(path) ? readFileSync(path, 'utf8') : ''));
}
