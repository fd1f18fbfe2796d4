/** Slack's limits (doc comments of @slack/types 3.2, docs.slack.dev/reference/block-kit) and the smaller ones we keep. */
export const limits = {
  blocksPerMessage: 50,
  blocksPerView: 100,
  section: 3_000,
  /** A section longer than this may be refused after Slack's own conversions; we cut here. */
  sectionCut: 2_800,
  field: 2_000,
  fields: 10,
  header: 150,
  contextElements: 10,
  contextText: 2_000,
  actions: 25,
  button: 75,
  url: 3_000,
  value: 2_000,
  id: 255,
  optionText: 75,
  radioOptions: 10,
  overflowOptions: 5,
  optionValue: 150,
  viewTitle: 24,
  privateMetadata: 3_000,
  inputLabel: 2_000,
  /**
   * Characters of all texts of one message. Slack refuses messages near 12,000 to 13,200 with `msg_blocks_too_long`, undocumented
   * (slackapi/bolt-js#2509), so we stay well below.
   */
  message: 10_000,
  /** Notification and screen-reader text. */
  fallback: 500,
} as const;
