import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Call, SlackCore } from '../core';
import type { Fault } from '../faults';
import { parseJson, readBody, sendJson } from '../http';
import { rateLimited } from '../rates';
import { SlackRefusal } from '../slack-error';
import type { Json } from '../state';
import type { Args } from './args';
import type { Method } from './method';
import { methods } from './methods';

interface Answer {
  status: number;
  body: Json;
  headers?: Record<string, string>;
}

/** Arguments of a call: query, form or JSON; `token` among them is an alternative to the header. */
async function readArgs(request: IncomingMessage, query: URLSearchParams): Promise<Args> {
  const body = (await readBody(request)).toString('utf8');
  const type = request.headers['content-type'] ?? '';
  const asked = Object.fromEntries(query);
  if (!type.startsWith('application/json')) return { ...asked, ...Object.fromEntries(new URLSearchParams(body)) };
  const parsed = parseJson(body || '{}');
  if (!parsed || typeof parsed !== 'object') throw new SlackRefusal('invalid_json');
  return { ...asked, ...parsed };
}

function checkToken(core: SlackCore, method: Method, token: string | undefined): void {
  if (method.token === 'none') return;
  if (!token) throw new SlackRefusal('not_authed');
  if (token !== core.tokens.bot && token !== core.tokens.app) throw new SlackRefusal('invalid_auth');
  if (token !== (method.token === 'app' ? core.tokens.app : core.tokens.bot)) throw new SlackRefusal('not_allowed_token_type');
  const { scopes } = core.manifest;
  if (!method.scopes || method.scopes.some((scope) => scopes.has(scope))) return;
  throw new SlackRefusal('missing_scope', { needed: method.scopes[0], provided: [...scopes].join(',') });
}

function answer(core: SlackCore, name: string, args: Args, token: string | undefined, fault: Fault | undefined): Answer {
  try {
    if (fault?.mode === 'throttle') throw rateLimited(fault.retryAfter === undefined ? 1 : fault.retryAfter);
    if (fault?.mode === 'error') throw new SlackRefusal(fault.error ?? 'internal_error');
    if (fault?.mode === 'status') return { status: fault.status ?? 500, body: { ok: false, error: fault.error ?? 'internal_error' } };
    const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
    if (!method) throw new SlackRefusal('unknown_method', { req_method: name });
    checkToken(core, method, token);
    core.rates.takeCall(name, method.tier);
    return { status: 200, body: { ok: true, ...method.run(core, args) } };
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    return { status: error.status, body: { ok: false, error: error.code, ...error.body }, headers: error.headers };
  }
}

/** One Web API call, from bytes to bytes, with the fault that may hit it, and logged. */
export async function serveWebApi(core: SlackCore, request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const name = url.pathname.replace(/^\/api\//, '');
  const call: Call = { at: core.now(), method: name, args: {}, ok: false, status: 0 };
  core.calls.push(call);
  try {
    const { token: inBody, ...args } = await readArgs(request, url.searchParams);
    call.args = args;
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? (typeof inBody === 'string' ? inBody : undefined);
    const fault = core.faults.take(name);
    if (fault) call.fault = fault.mode;
    if (fault?.mode === 'hang') return;
    if (fault?.mode === 'down') return void request.socket.destroy();
    if (fault?.mode === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.ms ?? 1000));
    const { status, body, headers } = answer(core, name, args, token, fault);
    Object.assign(call, { ok: body.ok, status, ...(typeof body.error === 'string' ? { error: body.error } : {}) });
    if (fault?.mode === 'drop_after_accept') {
      call.status = 0;
      return void request.socket.destroy();
    }
    sendJson(response, status, body, { 'x-oauth-scopes': [...core.manifest.scopes].join(','), ...headers });
  } catch (error) {
    const code = error instanceof SlackRefusal ? error.code : 'fatal_error';
    Object.assign(call, { error: code, status: error instanceof SlackRefusal ? 200 : 500 });
    if (!(error instanceof SlackRefusal)) core.log(`local slack: ${name}: ${(error as Error).stack}`);
    sendJson(response, call.status, { ok: false, error: code });
  } finally {
    core.state.changed();
  }
}
