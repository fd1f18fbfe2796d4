/** A refusal of a Web API call: `{ok: false, error: code, …body}`, with an HTTP status other than 200 only where Slack uses one. */
export class SlackRefusal extends Error {
  constructor(
    readonly code: string,
    readonly body: Record<string, unknown> = {},
    readonly status = 200,
    readonly headers: Record<string, string> = {},
  ) {
    super(code);
  }
}

/** Slack's shape for faults of arguments: one line per fault, each with a JSON pointer. */
export function withMessages(code: string, messages: readonly string[]): SlackRefusal {
  return new SlackRefusal(code, {
    errors: [...messages],
    response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) },
  });
}
