/** How to reach one tenant. Holds the secret: it stays in this folder, and in nothing that is logged. */
export interface TenantConnection {
  /** Our short name. */
  id: string;
  entraTenantId: string;
  clientId: string;
  credential: Credential;
  cloud: Cloud;
  /** Hosts of a local stand-in, or of a region. */
  endpoints?: { login?: string; graph?: string; defender?: string };
}

/** The certificate file is PEM and holds the private key (and may hold the certificate); the thumbprint is hex, SHA-256 or SHA-1. */
export type Credential = { secret: string } | { certificatePath: string; thumbprint: string };

export type Cloud = 'commercial' | 'gcc' | 'gcc-high' | 'dod';

export type Backend = 'graph' | 'defender';
