import { z } from 'zod';
import { secretText } from './secret';
import { addressFault } from './web-address';

/** `secret`: never printed, and may come from a file named by `NAME_FILE`. */
const secret = <T extends z.ZodType>(schema: T, description: string) => schema.optional().meta({ description, secret: true });
const setting = <T extends z.ZodType>(schema: T, description: string) => schema.meta({ description });

const token = (prefix: string, where: string) =>
  secretText().regex(new RegExp(`^${prefix}[A-Za-z0-9-]+$`), `is not ${where}: it would begin with ${prefix}`);

const strictBoolean = z
  .string()
  .regex(/^(?:true|false|1|0|yes|no)$/i, 'is neither true nor false')
  .transform((text) => /^(?:true|1|yes)$/i.test(text));

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'is not a port number')
  .transform(Number)
  .refine((number) => number <= 65_535, 'is above 65535');

const webApi = z.string().superRefine((text, context) => {
  const fault = addressFault(text);
  if (fault) context.addIssue({ code: 'custom', message: fault });
});

const redisUrl = z
  .string()
  .refine((text) => URL.canParse(text) && /^rediss?:$/.test(new URL(text).protocol) && new URL(text).hostname !== '', {
    message: 'is not a redis:// or rediss:// address',
  });

const HEX = /^(?:[0-9a-f]{2})+$/i;
const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;

const hmacKey = secretText()
  .refine((text) => BASE64.test(text), 'is neither hex nor base64')
  .transform((text) => Buffer.from(text, HEX.test(text) ? 'hex' : 'base64'))
  .refine((key) => key.length >= 32, 'is shorter than 32 bytes');

const signingSecrets = secretText()
  .transform((text) => text.split(','))
  .refine((list) => list.length <= 2 && list.every((one) => one !== ''), 'is neither one secret nor two with a comma between');

const intelKey = (service: string) => secret(secretText(), `key of ${service}; without it this source is off and says so`);

/** The environment, by name. Values are text as it comes; what is parsed is typed. Other variables are not ours and are ignored. */
export const environmentSchema = z.object({
  TOCSIN_CONFIG: setting(z.string().default('./tocsin.yml'), 'path of the configuration file'),
  REDIS_URL: secret(redisUrl, '`redis://` or `rediss://`; the bot refuses to start without it'),
  SLACK_MODE: setting(
    z.enum(['socket', 'http'], 'is neither socket nor http').default('socket'),
    '`socket` (no public URL needed) or `http`',
  ),
  SLACK_BOT_TOKEN: secret(token('xoxb-', 'a bot token'), '`xoxb-…`'),
  SLACK_APP_TOKEN: secret(token('xapp-', 'an app-level token'), '`xapp-…`, socket mode'),
  SLACK_SIGNING_SECRET: secret(signingSecrets, 'HTTP mode; two secrets, comma-separated, while rotating'),
  SLACK_API_URL: setting(webApi.default('https://slack.com/api/'), 'any server that speaks the Web API; plain http on loopback only'),
  PORT: setting(port.prefault('3000'), 'HTTP: `/slack/events` (HTTP mode), `/healthz`, `/readyz`, `/metrics`'),
  AUDIT_HMAC_KEY: secret(
    hmacKey,
    'key of the audit chain, 32 bytes or more, hex or base64 (`openssl rand -hex 32`); needed once a tenant allows a remediation',
  ),
  LOG_LEVEL: setting(
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'is not a pino level').default('info'),
    'pino level: `fatal`, `error`, `warn`, `info`, `debug`, `trace` or `silent`',
  ),
  DRY_RUN: setting(strictBoolean.prefault('false'), 'remediations are recorded and shown, and nothing is sent to Defender'),
  VIRUSTOTAL_API_KEY: intelKey('VirusTotal'),
  ABUSEIPDB_API_KEY: intelKey('AbuseIPDB'),
  GREYNOISE_API_KEY: intelKey('GreyNoise'),
  ABUSECH_AUTH_KEY: intelKey('abuse.ch (MalwareBazaar, URLhaus, ThreatFox)'),
  OTX_API_KEY: intelKey('AlienVault OTX'),
});

export type SettingName = keyof typeof environmentSchema.shape;

export interface SettingDescription {
  name: SettingName;
  /** Undefined: none. */
  default?: string;
  meaning: string;
  secret: boolean;
}

/** The environment as data, in the schema's order: for the README's table and `.env.example`. */
export function describeSettings(): SettingDescription[] {
  return (Object.entries(environmentSchema.shape) as [SettingName, z.ZodType][]).map(([name, schema]) => {
    const { description = '', secret: isSecret } = schema.meta() ?? {};
    const fallback = schema.safeParse(undefined).data;
    return { name, ...(fallback === undefined ? {} : { default: String(fallback) }), meaning: description, secret: isSecret === true };
  });
}
