import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Pile } from '../playground/demo/pile';

const ANSWER_MS = 15_000;

export interface Child {
  process: ChildProcess;
  /** Sends it a message and resolves with the next one it sends. Rejects when it ends first or takes too long. */
  ask<T>(message: object): Promise<T>;
}

/** A program of this folder as a process of its own; ends with the pile. */
export function startChild(pile: Pile, program: string): Child {
  const child = fork(join(__dirname, `${program}.js`));
  const ended = once(child, 'exit');
  pile.add(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return {
    process: child,
    ask: async <T>(message: object) => {
      const late = AbortSignal.timeout(ANSWER_MS);
      const answer = once(child, 'message', { signal: late });
      child.send(message);
      const gone = ended.then(() => Promise.reject(new Error(`${program} ended`)));
      const [first] = (await Promise.race([answer, gone])) as [T];
      return first;
    },
  };
}
