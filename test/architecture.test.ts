import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findBreaches } from './support/architecture';
import { sourceFiles } from './support/imports';

const root = join(__dirname, '..');
const folders = ['src', 'handlers', 'blocks', 'playground', 'bench'].filter((folder) => existsSync(join(root, folder)));
const files = sourceFiles(root, folders);

/** The breaches that one more file would bring; the others are there, and empty, so that each case reads one file only. */
const planted = (path: string, code: string) =>
  findBreaches(new Map([...[...files.keys()].map((name) => [name, ''] as const), [path, code]]));

it('holds in the whole tree', () => {
  expect(files.size).toBeGreaterThan(50);
  expect(findBreaches(files)).toEqual([]);
});

describe('is broken by', () => {
  it.each([
    [
      'a handler that imports an adapter',
      'handlers/planted.ts',
      "import { systemClock } from '../src/adapters/clock'",
      'handlers must not import adapters/clock',
    ],
    [
      'a handler that imports the configuration',
      'handlers/planted.ts',
      "import type { Config } from '../src/config'",
      'handlers must not import config',
    ],
    ['a flow that imports an adapter', 'src/flows/planted.ts', "export * from '../adapters/clock'", 'flows must not import adapters/clock'],
    ['a flow that imports blocks', 'src/flows/planted.ts', "import { actionIds } from '../../blocks/ids'", 'flows must not import blocks'],
    ['a flow that imports Bolt', 'src/flows/planted.ts', "import type { App } from '@slack/bolt'", 'flows must not use this package'],
    [
      'an adapter that imports another',
      'src/adapters/redis/planted.ts',
      "import { createChat } from '../slack/chat'",
      'adapters/redis must not import adapters/slack',
    ],
    [
      'an adapter that imports a flow',
      'src/adapters/http/planted.ts',
      "const load = () => import('../../flows/sweep')",
      'adapters/http must not import flows',
    ],
    [
      'an adapter but Slack that draws',
      'src/adapters/redis/planted.ts',
      "import { actionIds } from '../../../blocks/ids'",
      'adapters/redis must not import blocks',
    ],
    ['a port that imports blocks', 'src/ports/planted.ts', "import { actionIds } from '../../blocks/ids'", 'ports must not import blocks'],
    ['blocks that import a port', 'blocks/planted.ts', "import type { Chat } from '../src/ports/chat'", 'blocks must not import ports'],
    ['a core that imports a port', 'src/core/planted.ts', "type Chat = import('../ports/chat').Chat", 'core must not import ports'],
    ['a core that reads files', 'src/core/planted.ts', "const fs = require('node:fs')", 'core must not use this package'],
    ['a core that looks at the clock', 'src/core/planted.ts', 'export const at = () => Date.now()', 'uses Date.now: core is pure'],
    ['a core that makes a date of now', 'src/core/planted.ts', 'export const at = () => new Date()', 'uses new Date(): core is pure'],
    [
      'a bot that imports the playground',
      'src/wiring/planted.ts',
      "import { startRedis } from '../../playground/redis'",
      'wiring must not import playground',
    ],
    [
      'a playground that runs a part of the bot',
      'playground/planted.ts',
      "import { actionIds } from '../blocks/ids'",
      'playground must not import blocks',
    ],
    ['a file outside the zones', 'src/helpers/planted.ts', 'export const a = 1', 'belongs to no zone'],
  ])('%s', (_what, path, code, breach) => {
    expect(planted(path, code)).toEqual([expect.stringContaining(breach)]);
  });

  it('a ring, even of types', () => {
    const ring = new Map([
      ['src/core/a.ts', "import type { B } from './b'"],
      ['src/core/b.ts', "export * from './c'"],
      ['src/core/c.ts', "import { type A } from './a'"],
    ]);
    expect(findBreaches(ring)).toEqual(['ring: src/core/a.ts > src/core/b.ts > src/core/c.ts > src/core/a.ts']);
  });
});

it('allows the playground to know types, and the Slack adapter to draw and to use http', () => {
  expect(
    planted('playground/planted.ts', "import type { Chat } from '../src/ports/chat'; import { type AlertStatus } from '../src/core/alert'"),
  ).toEqual([]);
  expect(planted('src/adapters/slack/planted.ts', "import { actionIds } from '../../../blocks/ids'")).toEqual([]);
});
