/** What is still to happen. Nothing runs by itself: `settle` carries out all that is due, in order, whenever somebody looks. */
export interface Schedule {
  /** Returns a function that takes the entry back. */
  at(ms: number, run: (ms: number) => void): () => void;
  settle(now: number): void;
  clear(): void;
}

interface Entry {
  ms: number;
  order: number;
  run: (ms: number) => void;
}

export function createSchedule(): Schedule {
  let entries: Entry[] = [];
  let order = 0;
  return {
    at(ms, run) {
      order += 1;
      const entry: Entry = { ms, order, run };
      entries.push(entry);
      return () => {
        entries = entries.filter((other) => other !== entry);
      };
    },
    settle(now) {
      for (;;) {
        const due = entries.filter((entry) => entry.ms <= now).sort((a, b) => a.ms - b.ms || a.order - b.order)[0];
        if (!due) return;
        entries = entries.filter((entry) => entry !== due);
        due.run(due.ms);
      }
    },
    clear() {
      entries = [];
    },
  };
}
