import type { z } from 'zod';
import { describeSettings, environmentSchema, type SettingDescription } from './environment';
import type { Fault } from './fault';

/** Where the configuration comes from: variables by name, and files by path (`readFile` throws when there is none). */
export interface ConfigSource {
  env: Readonly<Record<string, string | undefined>>;
  readFile: (path: string) => string;
}

export type Environment = z.output<typeof environmentSchema>;

/** Without the line end an editor or `echo` left, and without one pair of quotes around it; undefined when nothing is left. */
function clean(text: string): string | undefined {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  const bare = /^(["'])(.*)\1$/s.exec(trimmed)?.[2]?.trim() ?? trimmed;
  return bare === '' ? undefined : bare;
}

/** The value of a variable that may hold a secret: `NAME`, or the contents of the file that `NAME_FILE` names. */
export function readSecret({ env, readFile }: ConfigSource, name: string): { value?: string } | { fault: Fault } {
  const value = clean(env[name] ?? '');
  const file = clean(env[`${name}_FILE`] ?? '');
  if (!file) return value === undefined ? {} : { value };
  const path = `${name}_FILE`;
  if (value !== undefined) {
    return {
      fault: { path, problem: `is set and ${name} is set too`, remedy: 'Keep one of the two, so that it is plain which one counts.' },
    };
  }
  let text: string;
  try {
    text = readFile(file);
  } catch {
    return { fault: { path, problem: 'names a file that cannot be read', remedy: 'Check the path and that the bot may read it.' } };
  }
  const contents = clean(text);
  if (contents === undefined) return { fault: { path, problem: 'names an empty file', remedy: `Put the value of ${name} in it.` } };
  return { value: contents };
}

const ASK = {
  REDIS_URL: 'Set REDIS_URL, e.g. redis://127.0.0.1:6379, to a Redis with an append-only file and no eviction.',
  SLACK_BOT_TOKEN: 'Set SLACK_BOT_TOKEN to the bot token of the Slack app (OAuth & Permissions).',
  SLACK_APP_TOKEN: 'Set SLACK_APP_TOKEN to an app-level token with connections:write (Basic Information), or SLACK_MODE=http.',
  SLACK_SIGNING_SECRET: 'Set SLACK_SIGNING_SECRET to the signing secret of the Slack app (Basic Information), or SLACK_MODE=socket.',
};

/** Settings that have no default and that this mode cannot do without. */
function missing(raw: Partial<Record<string, string>>): Fault[] {
  const ofMode = raw.SLACK_MODE === 'http' ? 'SLACK_SIGNING_SECRET' : 'SLACK_APP_TOKEN';
  return (['REDIS_URL', 'SLACK_BOT_TOKEN', ofMode] as const)
    .filter((name) => raw[name] === undefined)
    .map((path) => ({ path, problem: 'is not set', remedy: ASK[path] }));
}

/** The environment checked by its schema, and everything that is wrong with it. `values` is there only when nothing is. */
export function readEnvironment(source: ConfigSource): { values?: Environment; faults: Fault[]; raw: Partial<Record<string, string>> } {
  const faults: Fault[] = [];
  const raw: Partial<Record<string, string>> = {};
  const unread = new Set<string>();
  const settings = describeSettings();
  for (const { name, secret } of settings) {
    const read = secret ? readSecret(source, name) : { value: clean(source.env[name] ?? '') };
    if ('fault' in read) {
      faults.push(read.fault);
      unread.add(name);
    } else if (read.value !== undefined) raw[name] = read.value;
  }
  const parsed = environmentSchema.safeParse(raw);
  faults.push(...missing(raw).filter(({ path }) => !unread.has(path)));
  for (const issue of parsed.error?.issues ?? []) faults.push(asFault(issue, settings));
  return { ...(parsed.success ? { values: parsed.data } : {}), faults, raw };
}

function asFault({ path: [name], message }: z.core.$ZodIssue, settings: readonly SettingDescription[]): Fault {
  const meaning = settings.find((setting) => setting.name === name)?.meaning;
  return { path: String(name), problem: message, remedy: `Expected: ${meaning}.` };
}
