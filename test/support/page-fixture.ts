import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ControlState } from '../../playground/demo/control-api';
import { pageHandler } from '../../playground/demo/page-handler';
import type { PageAct, PageActResult, PageMessage, Snapshot } from '../../playground/slack/page-api';

export interface PageFixture {
  url: string;
  /** What the page is told; change it, then `push`. */
  snapshot: Snapshot;
  control: ControlState;
  /** What the page did, oldest first; `read` left out. */
  acts: PageAct[];
  /** Posts to `/control/…`: path and body. */
  controls: { path: string; body: unknown }[];
  /** How the next acts are answered. */
  answer: (act: PageAct) => PageActResult | Promise<PageActResult>;
  push(): void;
  stop(): Promise<void>;
}

export function message(values: Partial<PageMessage>): PageMessage {
  return {
    ts: '1795000000.000100',
    channel: 'C0SOC',
    user: 'U0TOCSIN',
    bot: true,
    text: '',
    blocks: [],
    attachments: [],
    edited: false,
    replies: 0,
    ephemeral: false,
    ...values,
  };
}

function firstSnapshot(): Snapshot {
  const person = (id: string, name: string, part: string) => ({ id, team: 'T0SOC', name, title: `SOC ${part}`, part });
  const channel = (id: string, name: string) => ({ id, name, topic: `About ${name}`, shared: id === 'C0CONTOSO', unread: 0 });
  return {
    as: 'U0ANALYST',
    people: [person('U0ANALYST', 'Ana', 'analyst'), person('U0RESPONDER', 'Rui', 'responder'), person('U0LEAD', 'Lea', 'lead')],
    channels: [channel('C0SOC', 'soc'), channel('C0OPS', 'tocsin-ops'), channel('C0CONTOSO', 'contoso')],
    channel: 'C0SOC',
    messages: [],
    views: [],
    botConnected: true,
    commands: [{ command: '/mde', hint: 'help', description: 'Ask Tocsin' }],
    shortcuts: [{ callbackId: 'look_up', name: 'Look up indicators', type: 'message' }],
  };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

/** The web page on a server that says what the test wants and remembers what the page does. */
export async function startPageFixture(): Promise<PageFixture> {
  const listeners = new Set<ServerResponse>();
  const json = (response: ServerResponse, body: unknown) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  const page = await pageHandler(async (request, response) => {
    const path = (request.url ?? '').slice('/control/'.length);
    if (request.method === 'GET') return json(response, fixture.control);
    fixture.controls.push({ path, body: await bodyOf(request) });
    json(response, { ok: true });
  });
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://page');
    if (url.pathname === '/page/state') {
      const asked = Object.fromEntries(url.searchParams);
      const messages = fixture.snapshot.messages.filter((one) => one.channel === (asked.channel ?? 'C0SOC'));
      json(response, { ...fixture.snapshot, as: asked.as ?? 'U0ANALYST', channel: asked.channel ?? 'C0SOC', messages });
    } else if (url.pathname === '/page/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: changed\n\n');
      listeners.add(response);
    } else if (url.pathname === '/page/act') {
      const act = (await bodyOf(request)) as PageAct;
      if (act.do !== 'read') fixture.acts.push(act);
      json(response, act.do === 'read' ? { ok: true } : await fixture.answer(act));
    } else page(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const fixture: PageFixture = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    snapshot: firstSnapshot(),
    control: {
      bot: { state: 'ready', pid: 4711, lastLines: [], logFile: '/tmp/tocsin-bot/tocsin.log' },
      tenants: [{ id: 'contoso', name: 'Contoso' }],
      stories: [{ name: 'web-shell', title: 'Linux: web shell', tenant: 'contoso' }],
      faults: { slack: [], defender: [] },
    },
    acts: [],
    controls: [],
    answer: () => ({ ok: true, ackMs: 3 }),
    push: () => {
      for (const listener of listeners) listener.write('data: changed\n\n');
    },
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
  return fixture;
}
