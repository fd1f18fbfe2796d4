import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { openidConfiguration } from './auth/discovery';
import type { TokenEndpoint } from './auth/token-endpoint';
import type { Disturbance, Disturbances } from './disturbances';
import { errorBody, proxyPage } from './error-body';
import { readBody, send } from './exchange';
import { ServiceFault } from './fault';
import type { LoggedRequest } from './request-log';
import type { Answer, Incoming } from './service';
import type { World } from './world/world';

export interface ServerParts {
  world: World;
  disturbances: Disturbances;
  tokenEndpoint: TokenEndpoint;
  service(incoming: Incoming): Promise<Answer>;
  /** `/control/…`. */
  control(incoming: Incoming): Answer;
  record(entry: LoggedRequest): void;
  base(): string;
}

const TOKEN_PATH = /^\/([^/]+)\/oauth2\/v2\.0\/token\/?$/;
const DISCOVERY_PATH = /^\/([^/]+)\/v2\.0\/\.well-known\/openid-configuration$/;

async function answer(parts: ServerParts, incoming: Incoming): Promise<Answer> {
  if (incoming.path.startsWith('/control/')) return parts.control(incoming);
  const token = TOKEN_PATH.exec(incoming.path);
  if (token?.[1] && incoming.method === 'POST') {
    return { ...parts.tokenEndpoint.answer(decodeURIComponent(token[1]), new URLSearchParams(incoming.text)), class: 'token' };
  }
  const discovery = DISCOVERY_PATH.exec(incoming.path);
  if (discovery?.[1] && incoming.method === 'GET') {
    return { status: 200, body: openidConfiguration(parts.base(), discovery[1]), class: 'token' };
  }
  return parts.service(incoming);
}

/** The answer a disturbance gives instead of the service; undefined when the service is still asked. */
function disturbed(disturbance: Disturbance, incoming: Incoming, now: number): Answer | undefined {
  const family = incoming.path.startsWith('/v1.0/') ? 'graph' : 'defender';
  if (disturbance.mode === 'throttle') {
    const fault = new ServiceFault(429, 'TooManyRequests', 'API calls quota exceeded!');
    return { status: 429, body: errorBody(family, fault, now), headers: { 'retry-after': String(disturbance.retryAfter ?? 10) } };
  }
  if (disturbance.mode !== 'status') return undefined;
  const status = disturbance.status ?? 503;
  const headers: Record<string, string> = disturbance.retryAfter === undefined ? {} : { 'retry-after': String(disturbance.retryAfter) };
  if (status > 500) return { status, body: proxyPage(status), headers };
  return { status, body: errorBody(family, new ServiceFault(status, 'InternalServerError', 'An internal error occurred.'), now), headers };
}

async function handle(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const address = new URL(request.url ?? '/', 'http://127.0.0.1');
  const method = request.method ?? 'GET';
  const at = new Date(parts.world.now()).toISOString();
  const log = (status: number, about: Answer | undefined) =>
    parts.record({
      at,
      tenant: about?.tenant,
      method,
      path: address.pathname,
      query: address.search.slice(1),
      status,
      class: about?.class,
    });
  const open = !address.pathname.startsWith('/control/');
  const disturbance = open ? parts.disturbances.take(method, address.pathname) : undefined;
  const cut = (about?: Answer) => {
    request.socket.destroy();
    log(0, about);
  };
  if (disturbance?.mode === 'down') return cut();
  const text = await readBody(request);
  if (disturbance?.mode === 'slow') await delay(disturbance.ms ?? 3000);
  parts.world.schedule.settle(parts.world.now());
  const incoming: Incoming = { method, path: address.pathname, query: address.searchParams, headers: request.headers, text };
  const result = (disturbance && disturbed(disturbance, incoming, parts.world.now())) ?? (await answer(parts, incoming));
  if (disturbance?.mode === 'drop_after_accept') return cut(result);
  send(response, result.status, result.body, result.headers);
  if (open) log(result.status, result);
}

export interface RunningServer {
  port: number;
  stop(): Promise<void>;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

/** On 127.0.0.1 only. A fault of our own answers 500 and is said in the log. */
export async function startServer(parts: ServerParts, options: { port: number; log: (line: string) => void }): Promise<RunningServer> {
  const server = createServer((request, response) => {
    handle(parts, request, response).catch((error: unknown) => {
      options.log(`local defender: ${error instanceof Error ? error.stack : String(error)}`);
      if (!response.headersSent) send(response, 500, { error: { code: 'InternalServerError', message: String(error), target: '' } });
    });
  });
  server.keepAliveTimeout = 30_000;
  const port = await listen(server, options.port);
  return {
    port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
