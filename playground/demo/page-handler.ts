import type { IncomingMessage, ServerResponse } from 'node:http';
import { buildPage } from './build-page';

/** Nothing but this address is loaded, run, framed or posted to. */
const POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

export type Answerer = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Serves the web page, and hands `/control/…` to `control`: the local Slack's `options.page`, called for every path that is none of its own.
 * Anything unknown is 404.
 */
export async function pageHandler(control?: Answerer): Promise<Answerer> {
  const assets = await buildPage();
  return (request, response) => {
    const path = new URL(request.url ?? '/', 'http://page').pathname;
    if (control && path.startsWith('/control/')) return control(request, response);
    const asset = request.method === 'GET' ? assets.get(path) : undefined;
    if (!asset) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('There is nothing at this address.\n');
      return;
    }
    response
      .writeHead(200, {
        'content-type': `${asset.type}; charset=utf-8`,
        'content-security-policy': POLICY,
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      })
      .end(asset.body);
  };
}
