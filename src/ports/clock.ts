/** Time and chance come in as arguments; tests bring their own. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /** A fresh random id of at least 80 bits, `[a-z0-9]` only. */
  newId(): string;
}
