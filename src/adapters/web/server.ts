import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

export interface Health {
  redis(): boolean;
  slack(): boolean;
  /** False until everything is started, and again while it stops. */
  serving(): boolean;
}

export interface WebServer {
  port: number;
  stop(): Promise<void>;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

function registryOf(health: Health): Registry {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const gauges = { redis: 'Redis answers', slack: 'Slack is connected', serving: 'Tocsin takes work' } as const;
  for (const [name, help] of Object.entries(gauges)) {
    new Gauge({
      name: `tocsin_${name}_up`,
      help,
      registers: [register],
      collect() {
        this.set(health[name as keyof Health]() ? 1 : 0);
      },
    });
  }
  return register;
}

/**
 * The operator's HTTP surface: `/healthz` (the process lives), `/readyz` (503 and what is missing until all is up), `/metrics`
 * (Prometheus text), and in HTTP mode Slack's requests.
 */
export async function startWebServer(options: { port: number; health: Health; slackEvents?: Handler }): Promise<WebServer> {
  const { port, health, slackEvents } = options;
  const register = registryOf(health);
  const text = (response: ServerResponse, status: number, body: string, type = 'text/plain; charset=utf-8') => {
    response.writeHead(status, { 'content-type': type }).end(body);
  };
  const routes: Record<string, Handler> = {
    'GET /healthz': async (_request, response) => text(response, 200, 'ok\n'),
    'GET /readyz': async (_request, response) => {
      const missing = (['redis', 'slack', 'serving'] as const).filter((part) => !health[part]());
      text(response, missing.length === 0 ? 200 : 503, missing.length === 0 ? 'ready\n' : `not ready: ${missing.join(', ')}\n`);
    },
    'GET /metrics': async (_request, response) => text(response, 200, await register.metrics(), register.contentType),
    ...(slackEvents ? { 'POST /slack/events': slackEvents } : {}),
  };
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0];
    const handler = routes[`${request.method} ${path}`];
    if (!handler) return text(response, 404, 'not found\n');
    handler(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
