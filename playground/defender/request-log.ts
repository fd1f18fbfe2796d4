/** One request as it was answered; `status` 0 when the connection was cut instead. */
export interface LoggedRequest {
  at: string;
  /** Short name; undefined when the token named none. */
  tenant: string | undefined;
  method: string;
  path: string;
  query: string;
  status: number;
  /** Limit class, `token`, or undefined for a path that does not exist. */
  class: string | undefined;
}
