import type { Controls } from './controls';
import type { DisturbanceMode } from './disturbances';
import { parseJson } from './exchange';
import { ServiceFault } from './fault';
import type { LoggedRequest } from './request-log';
import type { Answer, Incoming } from './service';
import type { StoryName } from './stories/story';

type Body = Record<string, unknown>;

interface ControlParts {
  controls: Controls;
  tenants(): string[];
  faults(): unknown[];
  requests: LoggedRequest[];
  reset(): void;
}

const LAST_REQUESTS = 50;
const text = (body: Body, key: string): string => {
  const value = body[key];
  if (typeof value !== 'string' || value === '') throw new ServiceFault(400, 'BadRequest', `"${key}" is required.`);
  return value;
};
const number = (value: unknown) => (typeof value === 'number' ? value : undefined);

function stateOf(parts: ControlParts): Body {
  const tenants = Object.fromEntries(parts.tenants().map((name) => [name, parts.controls.state(name)]));
  return { tenants, faults: parts.faults(), requests: parts.requests.slice(-LAST_REQUESTS) };
}

/** `POST /control/<name>` with a JSON body, one row each. */
const ACTIONS: Record<string, (parts: ControlParts, body: Body) => unknown> = {
  play: ({ controls }, body) => ({
    alerts: controls.play(text(body, 'story') as StoryName, text(body, 'tenant'), { atOnce: body.atOnce === true }),
  }),
  storm: ({ controls }, body) => ({ alerts: controls.storm(text(body, 'tenant'), number(body.count) ?? 50) }),
  fault: ({ controls }, body) =>
    controls.fault({
      match: new RegExp(text(body, 'match')),
      mode: text(body, 'mode') as DisturbanceMode,
      method: typeof body.method === 'string' ? body.method : undefined,
      ms: number(body.ms),
      status: number(body.status),
      retryAfter: number(body.retryAfter),
      times: number(body.times),
    }),
  'clear-faults': ({ controls }) => controls.clearFaults(),
  role: ({ controls }, body) => {
    const change = body.granted === false ? controls.removeRole : controls.addRole;
    return change(text(body, 'tenant'), text(body, 'role'));
  },
  device: ({ controls }, body) => controls.setDevice(text(body, 'tenant'), text(body, 'id'), (body.changes ?? {}) as Body),
  'time-out-actions': ({ controls }, body) => controls.timeOutActions(text(body, 'tenant')),
  'expire-tokens': ({ controls }, body) => controls.expireTokens(text(body, 'tenant')),
  reset: ({ reset }) => reset(),
};

export function createControlRoutes(parts: ControlParts): (incoming: Incoming) => Answer {
  return (incoming) => {
    const name = incoming.path.slice('/control/'.length);
    try {
      if (incoming.method === 'GET' && name === 'state') return { status: 200, body: stateOf(parts) };
      const action = incoming.method === 'POST' ? ACTIONS[name] : undefined;
      if (!action) return { status: 404 };
      return { status: 200, body: { ok: true, ...(action(parts, (parseJson(incoming.text) ?? {}) as Body) as Body | undefined) } };
    } catch (error) {
      return { status: 400, body: { ok: false, error: error instanceof Error ? error.message : String(error) } };
    }
  };
}
