import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SlackCore } from './core';
import { sendJson } from './http';
import { type PageHandler, route } from './routes/route';

/** The HTTP and WebSocket server of one local Slack, on loopback only. */
export async function listen(core: SlackCore, port: number, page?: PageHandler): Promise<{ port: number; stop: () => Promise<void> }> {
  const server: Server = createServer((request, response) => {
    route(core, request, response, page).catch((error: Error) => {
      core.log(`local slack: ${request.method} ${request.url}: ${error.stack}`);
      sendJson(response, 500, { ok: false, error: 'fatal_error' });
    });
  });
  server.on('upgrade', (request, socket, head) => core.delivery.sockets.upgrade(request, socket, head));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      core.delivery.stop();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
