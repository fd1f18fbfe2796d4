import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder with the lock file, from the sources as from the built output. */
export function repositoryRoot(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package-lock.json'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error(`no package-lock.json above ${__dirname}`);
    folder = above;
  }
  return folder;
}
