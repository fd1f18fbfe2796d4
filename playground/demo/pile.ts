/** What was started, to be ended in reverse. */
export interface Pile {
  add(end: () => Promise<void>): void;
  /** Ends all there is, newest first; safe to call again, also for what came later. An end that fails does not keep the others from ending. */
  stop(): Promise<void>;
}

export function createPile(): Pile {
  const ends: (() => Promise<void>)[] = [];
  let stopping: Promise<void> = Promise.resolve();
  const endAll = async () => {
    for (let end = ends.pop(); end; end = ends.pop()) await end().catch(() => undefined);
  };
  return {
    add: (end) => void ends.push(end),
    stop: () => {
      stopping = stopping.then(endAll);
      return stopping;
    },
  };
}
