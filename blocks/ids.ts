/** Every id that Slack sends back. Handlers' tables and blocks both use these; nothing else is spelled twice. */
export const actionIds = {
  containHost: 'contain_host',
  releaseHost: 'release_host',
  openInDefender: 'open_in_defender',
  claim: 'claim',
  unclaim: 'unclaim',
  close: 'close_case',
  reopen: 'reopen_case',
  more: 'more',
} as const;

export const callbackIds = {
  contain: 'contain_host_submit',
  release: 'release_host_submit',
  close: 'close_case_submit',
  note: 'note_submit',
  assign: 'assign_submit',
  addAsNote: 'add_as_note',
} as const;

/** Block ids of inputs, also used to show an error at the field. The element in the block has the same string as its `action_id`. */
export const inputIds = {
  device: 'device',
  isolationType: 'isolation_type',
  reason: 'reason',
  verdict: 'verdict',
  comment: 'comment',
  note: 'note',
  assignee: 'assignee',
} as const;

/** Slack message metadata: every message of ours has `event_type: tocsin_…` and an opaque key `k`. */
export const eventTypes = {
  detection: 'tocsin_detection',
  evidence: 'tocsin_evidence',
  thread_note: 'tocsin_note',
  case_note: 'tocsin_case',
  remediation: 'tocsin_remediation',
  ops: 'tocsin_ops',
} as const;
