import pino from 'pino';
import { TocsinError } from '../core/errors';
import type { AuditLine } from '../ports/audit';
import type { Log } from '../ports/log';

/**
 * An error of a library may carry a bearer token or a secret in its fields (axios does), so of any error only its class and,
 * of ours, the facts made for the log are written.
 */
const serialiseError = (error: unknown): object => {
  if (error instanceof TocsinError) return { type: error.name, ...error.facts, person: undefined };
  if (error instanceof Error)
    return { type: error.constructor.name, message: error.message.slice(0, 300), stack: error.stack?.split('\n').slice(1, 6) };
  return { type: typeof error };
};

/** JSON lines on stdout. `copy` is the audit's second copy: written whatever the level. */
export function createLog(level: string, destination?: pino.DestinationStream): { log: Log; copy: (line: AuditLine) => void } {
  const options = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: serialiseError, error: serialiseError },
  };
  const logger = destination ? pino(options, destination) : pino(options);
  const audit = logger.child({}, { level: 'info' });
  return {
    log: {
      debug: (facts, sentence) => logger.debug(facts, sentence),
      info: (facts, sentence) => logger.info(facts, sentence),
      warn: (facts, sentence) => logger.warn(facts, sentence),
      error: (facts, sentence) => logger.error(facts, sentence),
    },
    copy: (line) => audit.info({ audit: line }, 'audit'),
  };
}
