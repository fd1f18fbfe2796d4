/** Who did what to what, when, with which result. Chained, never edited. No secret, no untrusted text beyond `reason`. */
export interface AuditEntry {
  /** UTC ISO time of the event. */
  at: string;
  tenant: string;
  /** `intent` is stored before an effect, `result` after it; `refused` where policy or a guard said no; `note` else. */
  kind: 'intent' | 'result' | 'refused' | 'note';
  actor: { user: string; team?: string } | { bot: string };
  /** e.g. `contain_host`, `release_host`, `click`, `command`. */
  verb: string;
  target?: { device?: string; deviceName?: string; alert?: string; channel?: string };
  operation?: string;
  /** Reason code of a refusal, final status of a result. */
  outcome?: string;
  reason?: string;
  /** Defender's action id and the like. */
  reference?: string;
}

/** Throws `audit_unavailable`; an intent that could not be stored means the action is refused. */
export interface Audit {
  append(entry: AuditEntry): Promise<{ sequence: number }>;
}

/** An entry as the second copy has it, one JSON line each: an outside anchor for a chain that was cut at its end. */
export interface AuditLine {
  sequence: number;
  mac: string;
  entry: AuditEntry;
}
