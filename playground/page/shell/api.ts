import type { ControlResult, ControlState } from '../../demo/control-api';
import type { PageAct, PageActResult, Snapshot } from '../../slack/page-api';

const UNREACHABLE = 'The local Slack did not answer. Is `npm run demo` still running?';

async function post<R extends { ok: boolean; error?: string }>(path: string, body: unknown): Promise<R | { ok: false; error: string }> {
  try {
    const response = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    return (await response.json()) as R;
  } catch {
    return { ok: false, error: UNREACHABLE };
  }
}

export async function fetchSnapshot(as: string | undefined, channel: string | undefined, thread: string | undefined): Promise<Snapshot> {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ as, channel, thread })) if (value) query.set(name, value);
  const response = await fetch(`/page/state?${query}`);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return (await response.json()) as Snapshot;
}

export function act(body: PageAct): Promise<PageActResult> {
  return post<PageActResult>('/page/act', body);
}

/** Undefined when this page is served without a control panel. */
export async function fetchControl(): Promise<ControlState | undefined> {
  try {
    const response = await fetch('/control/panel');
    return response.ok ? ((await response.json()) as ControlState) : undefined;
  } catch {
    return undefined;
  }
}

export function control(path: string, body: unknown): Promise<ControlResult> {
  return post<ControlResult>(`/control/${path}`, body);
}
