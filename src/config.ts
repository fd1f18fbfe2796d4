import { readFileSync } from 'node:fs';
import { certificateFaults } from './config/certificate-faults';
import { crossCheck } from './config/cross-checks';
import type { Fault } from './config/fault';
import { fileFaults } from './config/file-faults';
import { type ConfigFile, fileSchema } from './config/file-schema';
import { parseYaml } from './config/parse-yaml';
import { type ConfigSource, type Environment, readEnvironment } from './config/read-environment';
import { replaceReferences } from './config/replace-references';

export type { Fault } from './config/fault';
export { formatFaults } from './config/fault';
export { type ConfigSource, type Environment, readEnvironment } from './config/read-environment';

/** A tenant as the file has it, with every default filled in; `channels.detections` is `soc.channel` unless it names its own. */
export type TenantConfig = ConfigFile['tenants'][number] & { channels: { detections: string; customer?: string } };

/** All that an operator decides. Holds secrets: never log it, never send it anywhere as a whole. */
export interface Config extends Omit<ConfigFile, 'tenants'> {
  environment: Environment & { REDIS_URL: string; SLACK_BOT_TOKEN: string };
  tenants: TenantConfig[];
}

export type ConfigResult = { ok: true; config: Config } | { ok: false; faults: Fault[] };

/** The environment and the file system of this process: the only place that reads `process.env`. */
export function processSource(): ConfigSource {
  return { env: process.env, readFile: (path) => readFileSync(path, 'utf8') };
}

/**
 * The environment and `tocsin.yml`, checked by their schemas and against each other. Answers all faults of both at once; no fault
 * holds a value that was read, so they may be printed.
 */
export function loadConfig(source: ConfigSource): ConfigResult {
  const environment = readEnvironment(source);
  const { raw } = environment;
  const keyGiven = raw.AUDIT_HMAC_KEY !== undefined || environment.faults.some(({ path }) => path === 'AUDIT_HMAC_KEY_FILE');
  const file = readFile(source, raw.TOCSIN_CONFIG ?? './tocsin.yml', keyGiven);
  const faults = [...environment.faults, ...file.faults];
  const values = environment.values;
  if (faults.length > 0 || !file.values || !values?.REDIS_URL || !values.SLACK_BOT_TOKEN) return { ok: false, faults };
  const { soc, tenants } = file.values;
  return {
    ok: true,
    config: {
      ...file.values,
      environment: { ...values, REDIS_URL: values.REDIS_URL, SLACK_BOT_TOKEN: values.SLACK_BOT_TOKEN },
      tenants: tenants.map((tenant) => ({
        ...tenant,
        channels: { ...tenant.channels, detections: tenant.channels.detections ?? soc.channel },
      })),
    },
  };
}

function readFile(source: ConfigSource, path: string, auditKeyGiven: boolean): { values?: ConfigFile; faults: Fault[] } {
  let text: string;
  try {
    text = source.readFile(path);
  } catch {
    const remedy = 'Copy tocsin.example.yml to ./tocsin.yml, or set TOCSIN_CONFIG to the path of yours.';
    return { faults: [{ path: 'TOCSIN_CONFIG', problem: 'names a file that cannot be read', remedy }] };
  }
  const yaml = parseYaml(text, 'tocsin.yml');
  if (yaml.faults.length > 0) return yaml;
  const { data, faults } = replaceReferences(yaml.data, source);
  const parsed = fileSchema.safeParse(data);
  const known = new Set(faults.map((fault) => fault.path));
  const found = [
    ...(parsed.error ? fileFaults(parsed.error, data) : []),
    ...crossCheck(data, auditKeyGiven),
    ...certificateFaults(data, source),
  ];
  faults.push(...found.filter((fault) => !known.has(fault.path)));
  return { ...(parsed.success ? { values: parsed.data } : {}), faults };
}
