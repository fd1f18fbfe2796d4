import type { ProcessFacts } from '../src/core/detection-facts';
import { drawWithin } from '../src/core/text';
import { accountText, fileName, pidText } from './facts-text';
import { utcText } from './time';

/** Deeper nesting is drawn at this depth: the text must stay readable on a phone. */
const DEPTH = 8;

function describe(process: ProcessFacts): string {
  const parts = [
    drawWithin(fileName(process.image), 80) + pidText(process.pid),
    process.startedAt && utcText(process.startedAt),
    process.account && drawWithin(accountText(process.account), 60),
  ];
  return parts.filter(Boolean).join('  ');
}

function parentOf(process: ProcessFacts): string | undefined {
  const { image, pid, startedAt } = process.parent;
  if (image.name === undefined && image.path === undefined && pid === undefined) return undefined;
  return drawWithin(fileName(image), 80) + pidText(pid) + (startedAt ? `  ${utcText(startedAt)}` : '');
}

/**
 * Processes under those that started them, as plain text that survives copying. A parent that is not itself evidence is drawn once
 * above its children. Process ids that point at each other in a ring are drawn, each once.
 */
export function processTree(processes: readonly ProcessFacts[]): string {
  const lines: string[] = [];
  const drawn = new Set<ProcessFacts>();
  const childrenOf = (pid: number | undefined) => processes.filter((child) => pid !== undefined && child.parent.pid === pid);
  const draw = (process: ProcessFacts, depth: number): void => {
    if (drawn.has(process)) return;
    drawn.add(process);
    lines.push(`${depth === 0 ? '' : `${'   '.repeat(Math.min(depth, DEPTH) - 1)}└─ `}${describe(process)}`);
    for (const child of childrenOf(process.pid)) draw(child, depth + 1);
  };
  const isRoot = (process: ProcessFacts) =>
    !processes.some((other) => other !== process && other.pid !== undefined && other.pid === process.parent.pid);
  let above: string | undefined;
  for (const process of [...processes.filter(isRoot), ...processes]) {
    if (drawn.has(process)) continue;
    const parent = parentOf(process);
    if (parent !== undefined && parent !== above) lines.push(parent);
    above = parent;
    draw(process, parent === undefined ? 0 : 1);
  }
  return lines.join('\n');
}
