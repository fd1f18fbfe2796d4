import type { DeviceState, Isolation, LoggedOnUser, LookUp } from '../look-up';
import type { Refusal } from './refusal';

/** What the Contain / Release modal shows. `prompt` is an opaque id; everything else is re-read at submission. */
export interface ContainPrompt {
  prompt: string;
  action: 'contain_host' | 'release_host';
  tenantName: string;
  /** One machine, or several of one name between which the person chooses. Never empty. */
  devices: DeviceState[];
  loggedOn: LookUp<LoggedOnUser[]>;
  isolation: LookUp<Isolation>;
  /** What else would be hit or should be known, one plain sentence each: "This is a server", "Seen last 3 days ago: …". */
  warnings: string[];
  /** Selective isolation is not offered on Linux. */
  types: ('Full' | 'Selective')[];
  dryRun: boolean;
}

/** What the modal turns into after a click that cannot go on, or after submission. */
export type PromptEnd =
  | { kind: 'refused'; refusal: Refusal; id: string }
  | { kind: 'asked'; action: 'contain_host' | 'release_host'; deviceName: string; dryRun: boolean };
