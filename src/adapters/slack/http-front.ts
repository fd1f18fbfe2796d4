import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HTTPReceiver } from '@slack/bolt';
import type { Log } from '../../ports/log';
import { isSignedBySlack } from './signed-request';

const BODY_LIMIT = 1_048_576;
/** Longer than the window in which a signature is valid, both ways. */
const REPLAY_MS = 11 * 60_000;
/** A store that does not answer must not eat Slack's three seconds. */
const STORE_PATIENCE_MS = 1_500;

export interface HttpFront {
  secrets: readonly string[];
  receiver: HTTPReceiver;
  firstTime(id: string, ttlMs: number): Promise<boolean>;
  now(): number;
  log: Log;
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const header = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
};

/**
 * The door of `/slack/events`: signature by either secret, time within five minutes both ways, and each signed request once.
 * What passes goes to Bolt with its raw body; a refused request gets a bare 401 and runs no handler.
 */
export function createHttpFront({ secrets, receiver, firstTime, now, log }: HttpFront) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const refuse = (status: number, why: string) => {
      log.warn({ status, why }, 'request to /slack/events refused');
      // What was not read of the body would be taken for the next request on this connection.
      response.writeHead(status, { connection: 'close' }).end();
    };
    const body = await readBody(request);
    if (!body) return refuse(413, 'body too large');
    const signature = header(request, 'x-slack-signature');
    const signed = isSignedBySlack(secrets, { body, timestamp: header(request, 'x-slack-request-timestamp'), signature, nowMs: now() });
    if (!signed) return refuse(401, 'signature or time wrong');
    // With the store away the handlers refuse by themselves and tell the person; a replay then finds the store away as well.
    const patience = new Promise<true>((resolve) => setTimeout(resolve, STORE_PATIENCE_MS, true).unref());
    const first = await Promise.race([firstTime(`signature/${signature}`, REPLAY_MS).catch(() => true), patience]);
    if (!first) {
      log.warn({ why: 'replayed' }, 'request to /slack/events refused');
      response.writeHead(200).end();
      return;
    }
    // Bolt takes a buffered body from here instead of reading the stream again.
    (request as IncomingMessage & { rawBody?: Buffer }).rawBody = body;
    receiver.requestListener(request, response);
  };
}
