import { packageOf, readModule, resolveImport } from './imports';

/** Where a file belongs. `adapters/slack` and the like are a zone each. */
export function zoneOf(path: string): string {
  const adapter = /^src\/(adapters\/[^/.]+)/.exec(path)?.[1];
  if (adapter) return adapter;
  if (path === 'src/main.ts' || /^src\/wiring[./]/.test(path)) return 'wiring';
  if (/^src\/config[./]/.test(path)) return 'config';
  const [top = '', second = ''] = path.split('/');
  return top === 'src' ? second : top;
}

interface Zone {
  /** Zones it may import, besides itself. `adapters` stands for each of them. */
  zones: string[];
  /** Packages it may import; undefined: any. */
  packages?: string[];
}

/** Pure libraries: they compute, and touch neither network nor files nor clock. */
const PURE = ['zod', 'ipaddr.js', 're2js', 'node:crypto'];

const ZONES: Record<string, Zone> = {
  wiring: { zones: ['config', 'cli', 'handlers', 'flows', 'adapters', 'ports', 'blocks', 'core'] },
  cli: { zones: ['config', 'adapters', 'ports', 'core'] },
  config: { zones: ['core'], packages: ['zod', 'yaml', 'node:fs'] },
  handlers: { zones: ['flows', 'ports', 'blocks', 'core'], packages: ['zod', '@slack/bolt', '@slack/types', '@slack/web-api'] },
  flows: { zones: ['ports', 'core'], packages: PURE },
  adapters: { zones: ['adapters/http', 'ports', 'core'] },
  'adapters/slack': { zones: ['adapters/http', 'ports', 'blocks', 'core'] },
  ports: { zones: ['core'], packages: PURE },
  blocks: { zones: ['core'], packages: [...PURE, '@slack/types'] },
  core: { zones: [], packages: PURE },
  playground: { zones: [] },
  bench: { zones: ['wiring', 'config', 'handlers', 'flows', 'adapters', 'ports', 'blocks', 'core', 'playground'] },
};

/** `playground` may know the bot's types, which leave no trace when it runs. */
const TYPES_ONLY: Record<string, string[]> = { playground: ['ports', 'blocks', 'core'] };

const IMPURE = ['Date.now', 'new Date()', 'Math.random', 'process.env', 'crypto.randomUUID'];

const rule = (zone: string): Zone | undefined => ZONES[zone] ?? (zone.startsWith('adapters/') ? ZONES.adapters : undefined);

const allows = (zones: readonly string[], zone: string): boolean =>
  zones.includes(zone) || (zone.startsWith('adapters/') && zones.includes('adapters'));

/**
 * Every breach of the import direction (design: main, wiring, config, then handlers, then flows and adapters, then ports and blocks,
 * then core), every import ring, and every clock or chance in the core. `files`: path from the root to source text.
 */
export function findBreaches(files: ReadonlyMap<string, string>): string[] {
  const breaches: string[] = [];
  const known = new Set(files.keys());
  const edges = new Map<string, string[]>();
  for (const [path, code] of files) {
    const from = zoneOf(path);
    const allowed = rule(from);
    if (!allowed) {
      breaches.push(`${path}: belongs to no zone`);
      continue;
    }
    const { imports, uses } = readModule(path, code);
    const targets: string[] = [];
    for (const { source, typeOnly } of imports) {
      const target = resolveImport(path, source, known);
      if (target) {
        targets.push(target);
        const to = zoneOf(target);
        const asType = typeOnly && allows(TYPES_ONLY[from] ?? [], to);
        if (to !== from && !allows(allowed.zones, to) && !asType) breaches.push(`${path} imports ${target}: ${from} must not import ${to}`);
      } else if (!source.startsWith('.') && allowed.packages && !allowed.packages.includes(packageOf(source))) {
        breaches.push(`${path} imports ${source}: ${from} must not use this package`);
      }
    }
    edges.set(path, targets);
    if (from === 'core') breaches.push(...uses.filter((use) => IMPURE.includes(use)).map((use) => `${path} uses ${use}: core is pure`));
  }
  return [...breaches, ...findRings(edges)];
}

/** Rings of imports, types included: each is named once, from the file it was found at. */
function findRings(edges: ReadonlyMap<string, string[]>): string[] {
  const rings: string[] = [];
  const done = new Set<string>();
  const trail: string[] = [];
  const walk = (path: string) => {
    const start = trail.indexOf(path);
    if (start >= 0) rings.push(`ring: ${[...trail.slice(start), path].join(' > ')}`);
    if (start >= 0 || done.has(path)) return;
    trail.push(path);
    for (const next of edges.get(path) ?? []) walk(next);
    trail.pop();
    done.add(path);
  };
  for (const path of edges.keys()) walk(path);
  return rings;
}
