import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SlackCore } from '../core';
import { parseJson, readBody, sendJson } from '../http';
import { postResponse } from '../interactions/respond';
import { SlackRefusal } from '../slack-error';
import type { Json } from '../state';

/** POST /response/ID: what the app says through a `response_url`. Faults named `response_url` hit it. */
export async function serveResponseUrl(core: SlackCore, request: IncomingMessage, response: ServerResponse, id: string): Promise<void> {
  const body = parseJson((await readBody(request)).toString('utf8')) as Json | undefined;
  const fault = core.faults.take('response_url');
  const call = { at: core.now(), method: 'response_url', args: body ?? {}, ok: false, status: 0, ...(fault ? { fault: fault.mode } : {}) };
  core.calls.push(call);
  if (fault?.mode === 'hang') return;
  if (fault?.mode === 'down') return void request.socket.destroy();
  if (fault?.mode === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.ms ?? 1000));
  try {
    if (fault?.mode === 'throttle')
      throw new SlackRefusal('ratelimited', {}, 429, fault.retryAfter === null ? {} : { 'retry-after': String(fault.retryAfter ?? 1) });
    if (fault?.mode === 'status' || fault?.mode === 'error')
      throw new SlackRefusal(fault.error ?? 'internal_error', {}, fault.status ?? 500);
    if (!body || typeof body !== 'object') throw new SlackRefusal('invalid_payload', {}, 400);
    const target = core.responseUrls.use(id);
    postResponse(core, target, body);
    Object.assign(call, { ok: true, status: 200 });
    if (fault?.mode === 'drop_after_accept') return void request.socket.destroy();
    response.writeHead(200, { 'content-type': 'text/plain' });
    response.end('ok');
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    const status = error.status === 200 ? 400 : error.status;
    Object.assign(call, { status, error: error.code });
    sendJson(response, status, { ok: false, error: error.code, ...error.body }, error.headers);
  } finally {
    core.state.changed();
  }
}
