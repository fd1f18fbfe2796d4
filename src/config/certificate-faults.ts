import { z } from 'zod';
import type { Fault } from './fault';
import type { ConfigSource } from './read-environment';

const tenantCertificate = z
  .object({ certificate: z.object({ path: z.string() }) })
  .nullable()
  .catch(null);
const certificates = z.object({ tenants: z.array(tenantCertificate) });

/** Certificates that are named but cannot be used: found at the start, not at the first token. */
export function certificateFaults(data: unknown, { readFile }: ConfigSource): Fault[] {
  const tenants = certificates.safeParse(data).data?.tenants ?? [];
  return tenants.flatMap((tenant, index): Fault[] => {
    if (!tenant) return [];
    const path = `tenants[${index}].certificate.path`;
    const remedy = 'Name a PEM file with the private key (not encrypted) that the bot may read.';
    try {
      const pem = readFile(tenant.certificate.path);
      return /-----BEGIN (?:RSA |EC )?PRIVATE KEY-----/.test(pem) ? [] : [{ path, problem: 'names a file without a private key', remedy }];
    } catch {
      return [{ path, problem: 'names a file that cannot be read', remedy }];
    }
  });
}
