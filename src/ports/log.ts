/** What flows and adapters write for operators. Never pass an error of a library or a body: `err` takes ours (`TocsinError`) only. */
export interface Log {
  debug(facts: object, sentence: string): void;
  info(facts: object, sentence: string): void;
  warn(facts: object, sentence: string): void;
  error(facts: object, sentence: string): void;
}
