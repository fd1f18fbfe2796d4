import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { parseJson } from '../http';
import type { Json } from '../state';
import { app } from '../world';

export interface Envelope {
  type: 'events_api' | 'slash_commands' | 'interactive';
  payload: Json;
  accepts_response_payload: boolean;
  retry_attempt?: number;
  retry_reason?: string;
}

interface Waiting {
  socket: WebSocket;
  settle: (outcome: { acked: boolean; body?: unknown; lost?: boolean }) => void;
}

/** `disconnect` frames as Slack sends them before it closes a connection. */
export type DisconnectReason = 'warning' | 'refresh_requested' | 'too_many_websockets' | 'link_disabled';

/** Socket Mode connections of the app: each payload goes to one of them, in turn. */
export class Sockets {
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #open: WebSocket[] = [];
  readonly #tickets = new Set<string>();
  readonly #waiting = new Map<string, Waiting>();
  #turn = 0;
  #mute = false;

  constructor(
    private readonly max: number,
    private readonly changed: () => void,
  ) {}

  /** A ticket of `apps.connections.open` admits one connection. */
  admit(ticket: string): void {
    this.#tickets.add(ticket);
  }

  count(): number {
    return this.#open.length;
  }

  /** While on, new connections get no `hello`: the app's start hangs. */
  muteHello(on: boolean): void {
    this.#mute = on;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const ticket = new URL(request.url ?? '/', 'http://localhost').searchParams.get('ticket') ?? '';
    if (!this.#tickets.delete(ticket)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (connection) => this.#welcome(connection));
  }

  #welcome(connection: WebSocket): void {
    const ping = setInterval(() => connection.ping(), 10_000);
    connection.on('message', (data) => this.#receive(data.toString()));
    connection.on('error', () => connection.terminate());
    connection.on('close', () => {
      clearInterval(ping);
      const index = this.#open.indexOf(connection);
      if (index >= 0) this.#open.splice(index, 1);
      for (const [id, waiting] of this.#waiting) if (waiting.socket === connection) this.#settle(id, { acked: false, lost: true });
      this.changed();
    });
    if (this.#mute) return;
    if (this.#open.length >= this.max) {
      this.#dismiss(connection, 'too_many_websockets');
      return;
    }
    this.#open.push(connection);
    connection.send(
      JSON.stringify({
        type: 'hello',
        num_connections: this.#open.length,
        connection_info: { app_id: app.id },
        debug_info: { host: 'applink-local', started: new Date().toISOString(), build_number: 1, approximate_connection_time: 18_060 },
      }),
    );
    this.changed();
  }

  #receive(text: string): void {
    const frame = parseJson(text) as Json | undefined;
    if (typeof frame?.envelope_id === 'string') this.#settle(frame.envelope_id, { acked: true, body: frame.payload });
  }

  #settle(id: string, outcome: { acked: boolean; body?: unknown; lost?: boolean }): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    waiting?.settle(outcome);
  }

  /**
   * Sends one envelope and waits up to `ackMs` for its ack. `lost` when the connection went away first. Undefined when no connection is open.
   */
  async send(
    envelope: Envelope,
    ackMs: number,
    id: string = randomUUID(),
  ): Promise<{ acked: boolean; body?: unknown; lost?: boolean } | undefined> {
    const socket = this.#open[this.#turn % Math.max(1, this.#open.length)];
    if (!socket) return undefined;
    this.#turn += 1;
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#settle(id, { acked: false }), ackMs);
      this.#waiting.set(id, {
        socket,
        settle: (outcome) => {
          clearTimeout(timer);
          resolve(outcome);
        },
      });
      socket.send(JSON.stringify({ envelope_id: id, ...envelope }));
    });
  }

  /** Tells every connection to go and come back, as Slack does when it recycles a container. */
  disconnect(reason: DisconnectReason): void {
    for (const socket of [...this.#open]) {
      const index = this.#open.indexOf(socket);
      this.#open.splice(index, 1);
      this.#dismiss(socket, reason);
    }
    this.changed();
  }

  #dismiss(socket: WebSocket, reason: DisconnectReason): void {
    socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'applink-local' } }));
  }

  /** Cuts every connection without a word. */
  cut(): void {
    this.#open.length = 0;
    for (const socket of this.#server.clients) socket.terminate();
  }
}
