/** Every id that Slack sends back. Handlers' tables and blocks both use these; nothing else is spelled twice. */
export const actionIds = {
  containHost: 'contain_host',
  releaseHost: 'release_host',
  openInDefender: 'open_in_defender',
} as const;

export const callbackIds = {
  contain: 'contain_host_submit',
  release: 'release_host_submit',
} as const;

/** Block ids of inputs, also used to show an error at the field. The element in the block has the same string as its `action_id`. */
export const inputIds = {
  device: 'device',
  isolationType: 'isolation_type',
  reason: 'reason',
} as const;

/** Slack message metadata: every message of ours has `event_type: tocsin_…` and an opaque key `k`. */
export const eventTypes = {
  detection: 'tocsin_detection',
  evidence: 'tocsin_evidence',
  thread_note: 'tocsin_note',
  remediation: 'tocsin_remediation',
  ops: 'tocsin_ops',
} as const;
