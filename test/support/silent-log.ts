import type { Log } from '../../src/ports/log';

export interface SilentLog extends Log {
  lines: { level: string; facts: object; sentence: string }[];
}

/** Keeps what was logged, for tests that look at it. */
export function silentLog(): SilentLog {
  const lines: SilentLog['lines'] = [];
  const at = (level: string) => (facts: object, sentence: string) => void lines.push({ level, facts, sentence });
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
