import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { repositoryRoot } from './repository-root';

export interface PageAsset {
  type: string;
  body: string;
}

/** URL path -> file of the page. */
export type PageAssets = Map<string, PageAsset>;

/** Bundles the web page in memory (about a tenth of a second). Throws esbuild's error, which names file and line. */
export async function buildPage(): Promise<PageAssets> {
  const folder = join(repositoryRoot(), 'playground/page');
  const result = await build({
    absWorkingDir: folder,
    entryPoints: [
      { in: 'main.tsx', out: 'page' },
      { in: 'style/index.css', out: 'page' },
    ],
    outdir: '/assets',
    bundle: true,
    minify: true,
    write: false,
    target: ['es2022'],
    tsconfig: join(folder, 'tsconfig.json'),
    logLevel: 'silent',
  });
  const made = (ending: string) => result.outputFiles.find((file) => file.path.endsWith(ending))?.text ?? '';
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  return new Map([
    ['/', { type: 'text/html', body: read('index.html') }],
    ['/assets/page.js', { type: 'text/javascript', body: made('.js') }],
    ['/assets/page.css', { type: 'text/css', body: made('.css') }],
    ['/assets/bell.svg', { type: 'image/svg+xml', body: read('bell.svg') }],
  ]);
}
