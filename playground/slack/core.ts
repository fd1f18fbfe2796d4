import type { Faults } from './faults';
import type { ResponseUrls } from './interactions/response-urls';
import type { Triggers } from './interactions/triggers';
import type { SlackLimits } from './limits';
import type { AppManifest } from './manifest';
import type { Rates } from './rates';
import type { SlackState } from './state';
import type { Delivery } from './transport/delivery';

/** One Web API call, as logged: arguments as received, and what was answered. */
export interface Call {
  at: number;
  method: string;
  args: Record<string, unknown>;
  ok: boolean;
  error?: string;
  /** HTTP status answered; 0 when the connection was cut or left hanging. */
  status: number;
  /** The mode of the fault that hit it. */
  fault?: string;
}

/** The parts of one running local Slack, handed to whatever needs them. */
export interface SlackCore {
  state: SlackState;
  limits: SlackLimits;
  manifest: AppManifest;
  tokens: { bot: string; app: string; signingSecret: string };
  now: () => number;
  log: (line: string) => void;
  baseUrl: () => string;
  rates: Rates;
  faults: Faults;
  triggers: Triggers;
  responseUrls: ResponseUrls;
  delivery: Delivery;
  calls: Call[];
}
