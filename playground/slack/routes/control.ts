import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SlackCore } from '../core';
import { readFault } from '../faults';
import { parseJson, readBody, sendJson } from '../http';

/** The demo's panel: POST /control/fault, POST /control/clear-faults, GET /control/state. False when the path is not one of its own. */
export async function serveControl(core: SlackCore, request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> {
  const route = `${request.method} ${url.pathname}`;
  if (route === 'POST /control/fault') {
    const fault = readFault(parseJson((await readBody(request)).toString('utf8')));
    if (!fault) {
      sendJson(response, 400, { ok: false, error: 'invalid_fault' });
      return true;
    }
    core.faults.add(fault);
  } else if (route === 'POST /control/clear-faults') core.faults.clear();
  else if (route !== 'GET /control/state') return false;
  sendJson(response, 200, { ok: true, faults: core.faults.list(), sockets: core.delivery.sockets.count(), calls: core.calls.length });
  return true;
}
