/**
 * What the demo's control panel may ask, beside the local Slack's own page API:
 *   GET  /control/panel              -> ControlState
 *   POST /control/defender/play      { story, tenant }
 *   POST /control/defender/storm     { tenant, count }
 *   POST /control/defender/fault     { kind }        /control/slack/fault { kind }
 *   POST /control/defender/clear     {}              /control/slack/clear {}
 *   POST /control/bot                { do: 'restart' | 'kill' }
 * A POST answers `ControlResult` and takes `application/json` from this page only.
 */
export interface ControlState {
  bot: BotReport;
  tenants: { id: string; name: string }[];
  stories: readonly { name: string; title: string; tenant: string }[];
  /** Faults that are on now. */
  faults: Record<Service, FaultKind[]>;
}

export type Service = 'slack' | 'defender';

/** slow: every answer takes seconds. throttled: 429 with Retry-After. down: no answer at all. */
export type FaultKind = 'slow' | 'throttled' | 'down';

export interface BotReport {
  /** absent: the page runs without a bot of its own. */
  state: 'starting' | 'ready' | 'not_ready' | 'exited' | 'absent';
  pid?: number;
  /** How it ended: "exit code 1", "signal SIGKILL". */
  ending?: string;
  logFile?: string;
  lastLines: string[];
}

export interface ControlResult {
  ok: boolean;
  error?: string;
}
