/** What an error answer says, whatever its shape. Every text is untrusted and bounded. */
export interface ErrorBody {
  /** The service's code, e.g. `ActiveRequestAlreadyExists`. */
  code?: string;
  message?: string;
  /** Quoted to the service's support. */
  correlationId?: string;
}

const MOST_CHARS = 500;

type Fields = Record<string, unknown>;

const fieldsOf = (value: unknown): Fields | undefined =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Fields) : undefined;

const textOf = (...values: unknown[]): string | undefined => {
  const found = values.find((value) => typeof value === 'string' && value.trim() !== '') as string | undefined;
  return found?.slice(0, MOST_CHARS);
};

/** JSON with or without a byte order mark; `undefined` for anything else (a proxy's HTML page, nothing at all). */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/**
 * Defender: `{error:{code,message,target}}`; Graph: `{error:{code,message,innerError:{'request-id'}}}`; also an error inside the
 * message or inside `innererror` (OData), a plain string, `{Message}`, HTML, or nothing.
 */
export function readErrorBody(text: string, headers: Record<string, string>): ErrorBody {
  const body = fieldsOf(parseJson(text));
  const error = fieldsOf(body?.error) ?? fieldsOf(body?.['odata.error']);
  const inner = fieldsOf(error?.innerError) ?? fieldsOf(error?.innererror);
  const nested = typeof error?.message === 'string' ? fieldsOf(fieldsOf(parseJson(error.message))?.error) : undefined;
  return {
    code: textOf(nested?.code, error?.code, body?.code, typeof body?.error === 'string' ? body.error : undefined),
    message: textOf(
      nested?.message,
      error?.message,
      fieldsOf(error?.message)?.value,
      body?.error_description,
      body?.message,
      body?.Message,
    ),
    correlationId: textOf(
      nested?.target,
      error?.target,
      inner?.['request-id'],
      inner?.requestId,
      headers['request-id'],
      headers['x-ms-request-id'],
      headers['x-correlation-id'],
    ),
  };
}
