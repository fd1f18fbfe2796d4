import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SlackCore } from '../core';
import { sendJson } from '../http';
import { serveWebApi } from '../web-api/serve';
import { serveControl } from './control';
import { serveFile, serveUpload } from './files';
import { servePageData } from './page';
import { serveResponseUrl } from './response-url';

export type PageHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** One HTTP request to the local Slack; what is none of its own goes to `page`. */
export async function route(core: SlackCore, request: IncomingMessage, response: ServerResponse, page?: PageHandler): Promise<void> {
  const url = new URL(request.url ?? '/', core.baseUrl());
  const [, first = '', id = ''] = url.pathname.split('/');
  if (first === 'api') return serveWebApi(core, request, response, url);
  if (first === 'response' && request.method === 'POST') return serveResponseUrl(core, request, response, id);
  if (first === 'upload' && request.method === 'POST') return serveUpload(core, request, response, id);
  if (first === 'files' && request.method === 'GET') return serveFile(core, response, id);
  if (await servePageData(core, request, response, url)) return;
  if (await serveControl(core, request, response, url)) return;
  if (page) return page(request, response);
  sendJson(response, 404, { ok: false, error: 'not_found' });
}
