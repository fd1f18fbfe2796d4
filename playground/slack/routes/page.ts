import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SlackCore } from '../core';
import { parseJson, readBody, sendJson } from '../http';
import type { PageAct } from '../page-api';
import { act } from './act';
import { snapshot } from './snapshot';

/** GET /page/events: says `changed` at most ten times a second. */
function serveEvents(core: SlackCore, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', connection: 'keep-alive' });
  response.write('data: changed\n\n');
  let timer: NodeJS.Timeout | undefined;
  const stop = core.state.onChange(() => {
    timer ??= setTimeout(() => {
      timer = undefined;
      response.write('data: changed\n\n');
    }, 100);
  });
  response.on('close', () => {
    stop();
    clearTimeout(timer);
  });
}

/** The data of the web page; see page-api.ts. False when the path is not one of its own. */
export async function servePageData(core: SlackCore, request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> {
  const route = `${request.method} ${url.pathname}`;
  if (route === 'GET /page/state') {
    const asked = (name: string) => url.searchParams.get(name) ?? undefined;
    const as = asked('as') ?? 'U0ANALYST';
    if (!core.state.people.has(as)) sendJson(response, 404, { ok: false, error: 'user_not_found' });
    else sendJson(response, 200, snapshot(core, as, asked('channel'), asked('thread')), { 'cache-control': 'no-store' });
  } else if (route === 'GET /page/events') serveEvents(core, response);
  else if (route === 'POST /page/act') {
    const body = parseJson((await readBody(request)).toString('utf8'));
    if (!body || typeof body !== 'object') sendJson(response, 400, { ok: false, error: 'invalid_json' });
    else sendJson(response, 200, await act(core, body as PageAct));
  } else return false;
  return true;
}
