import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { parseSync } from '@swc/core';

export interface Import {
  /** As written: `../core/alert`, `zod`. */
  source: string;
  /** Nothing of it is left when the types are gone. */
  typeOnly: boolean;
}

export interface Module {
  imports: Import[];
  /** What it uses besides imports: `Date.now`, `new Date()`, `Math.random`. */
  uses: string[];
}

type Tree = Record<string, unknown> & { type?: string };

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;
const textOf = (value: unknown): string | undefined => (isTree(value) && value.type === 'StringLiteral' ? String(value.value) : undefined);
const nameOf = (value: unknown): string => (isTree(value) && value.type === 'Identifier' ? String(value.value) : '');

/** Imports of every kind (static, re-export, dynamic, `require`, type positions) and impure globals of one file. */
export function readModule(path: string, code: string): Module {
  const found: Module = { imports: [], uses: [] };
  visit(parseSync(code, { syntax: 'typescript', tsx: path.endsWith('x'), target: 'es2022' }), found);
  return found;
}

function visit(node: unknown, found: Module): void {
  if (Array.isArray(node)) {
    for (const item of node) visit(item, found);
    return;
  }
  if (!isTree(node)) return;
  const add = (source: string | undefined, typeOnly: boolean) => {
    if (source !== undefined) found.imports.push({ source, typeOnly });
  };
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration': {
      const names = (node.specifiers ?? []) as Tree[];
      const everyNameIsType = names.length > 0 && names.every((name) => name.isTypeOnly === true);
      add(textOf(node.source), node.typeOnly === true || everyNameIsType);
      break;
    }
    case 'TsImportEqualsDeclaration':
      if (isTree(node.moduleRef)) add(textOf(node.moduleRef.expression), node.isTypeOnly === true);
      break;
    case 'TsImportType':
      add(textOf(node.argument), true);
      break;
    case 'CallExpression': {
      const callee = node.callee as Tree;
      const [first] = node.arguments as { expression: unknown }[];
      if (callee.type === 'Import' || nameOf(callee) === 'require') add(textOf(first?.expression), false);
      break;
    }
    case 'NewExpression':
      if (nameOf(node.callee) === 'Date' && ((node.arguments as unknown[] | null) ?? []).length === 0) found.uses.push('new Date()');
      break;
    case 'MemberExpression':
      found.uses.push(`${nameOf(node.object)}.${nameOf(node.property)}`);
      break;
  }
  for (const child of Object.values(node)) visit(child, found);
}

/** Every source file under the folders, by path from the root with `/`: its text. */
export function sourceFiles(root: string, folders: readonly string[]): Map<string, string> {
  const files = new Map<string, string>();
  for (const folder of folders) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.[cm]?tsx?$/.test(entry.name)) continue;
      const path = join(entry.parentPath, entry.name);
      files.set(relative(root, path).split(sep).join('/'), readFileSync(path, 'utf8'));
    }
  }
  return files;
}

/** The file that a relative import means; undefined for a package or for what is no source file (a style sheet). */
export function resolveImport(from: string, source: string, files: ReadonlySet<string>): string | undefined {
  if (!source.startsWith('.')) return undefined;
  const path = posix.join(posix.dirname(from), source).replace(/\.js$/, '');
  return [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`].find((candidate) => files.has(candidate));
}

/** The package of a bare import: `@slack/bolt/dist/App` is `@slack/bolt`. */
export function packageOf(source: string): string {
  return source.split('/', source.startsWith('@') ? 2 : 1).join('/');
}
