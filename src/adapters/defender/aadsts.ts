import { TocsinError } from '../../core/errors';
import { type ErrorBody, parseJson, readErrorBody } from '../http/error-body';
import type { HttpAnswer } from '../http/exchange';
import { retryAfterMs } from '../http/retry-after';

/** Why Entra gave no token, and what to do: one sentence each. learn.microsoft.com/entra/identity-platform/reference-error-codes */
const REMEDIES: Record<string, string> = {
  7000215: 'The client secret is wrong: put the value of the secret into the configuration, not its ID.',
  7000222: 'The client secret has expired: make a new one in Entra, or use a certificate.',
  7000218: 'No credential was sent: put a client secret or a certificate into the configuration.',
  700016: "The application is not known in the tenant: check client_id and entra_tenant_id, and that the tenant's administrator consented.",
  90002: 'The tenant was not found: check entra_tenant_id, and that cloud is the right one.',
  900023: 'entra_tenant_id is neither a GUID nor a domain.',
  65001: "Nobody has consented: the tenant's administrator has to grant consent to the application.",
  500011: 'The service is not set up in the tenant, or cloud is not the right one.',
  1002012: 'The scope asked for is not valid for an application.',
  7000112: 'The application is disabled in the tenant: enable it in Entra.',
  700027: 'The certificate is not known to the application: upload it in Entra, or correct path and thumbprint.',
  700024: "The time in the signed request is out of range: set this machine's clock.",
  53003: "Conditional Access blocks the application: the tenant's administrator has to allow it.",
};

/** These are wrong for one back end only; the other may still get its token. */
const ONE_BACKEND = new Set(['500011', '1002012', '65001']);

export interface TokenRefusal {
  error: TocsinError;
  /** Holds for both back ends. */
  wholeTenant: boolean;
}

interface About {
  tenant: string;
  now: number;
}

function numberIn(body: Record<string, unknown>, said: ErrorBody): string | undefined {
  const codes = Array.isArray(body.error_codes) ? body.error_codes : [];
  return (codes.length > 0 ? String(codes[0]) : /AADSTS(\d+)/.exec(said.message ?? '')?.[1])?.replace(/\D/g, '') || undefined;
}

/** Entra's refusal in our words. 429 and 5xx pass by themselves; everything else stays until somebody mends it. */
export function tokenRefusal(answer: HttpAnswer, { tenant, now }: About): TokenRefusal {
  const said = readErrorBody(answer.text, answer.headers);
  const parsed = parseJson(answer.text);
  const body = (parsed !== null && typeof parsed === 'object' ? parsed : {}) as Record<string, unknown>;
  const number = numberIn(body, said);
  const correlation = body.correlation_id ?? body.trace_id;
  const common = {
    tenant,
    httpStatus: answer.status,
    ...(typeof correlation === 'string' ? { correlationId: correlation.slice(0, 100) } : {}),
    ...(number ? { serviceCode: `AADSTS${number}` } : {}),
  };
  const what = `Microsoft sign-in answered HTTP ${answer.status}${number ? ` AADSTS${number}` : ''}${said.code ? ` ${said.code}` : ''}`;
  if (answer.status === 429 || answer.status >= 500 || said.code === 'temporarily_unavailable') {
    const waitMs = retryAfterMs(answer.headers, now);
    const error = new TocsinError({
      ...common,
      code: answer.status === 429 ? 'throttled' : 'service_unavailable',
      retry: 'later',
      ...(waitMs === undefined ? {} : { retryAfterMs: waitMs }),
      message: what,
      person: 'Microsoft sign-in is not answering just now. Nothing was sent; try again in a minute.',
    });
    return { error, wholeTenant: true };
  }
  const remedy = (number && REMEDIES[number]) ?? 'Check the application and its credential in Entra.';
  return { error: credentialsRejected({ ...common, message: `${what}: ${remedy}`, remedy }), wholeTenant: !ONE_BACKEND.has(number ?? '') };
}

/** Defender cannot be used for this tenant until somebody mends it. */
export function credentialsRejected({
  remedy,
  ...facts
}: {
  tenant: string;
  message: string;
  remedy: string;
  httpStatus?: number;
  correlationId?: string;
  serviceCode?: string;
}): TocsinError {
  const number = facts.serviceCode ? ` (${facts.serviceCode})` : '';
  return new TocsinError({
    ...facts,
    code: 'credentials_rejected',
    retry: 'never',
    person: `Tocsin cannot sign in to this tenant. ${remedy}${number}`,
  });
}
