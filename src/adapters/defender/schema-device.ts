import { z } from 'zod';
import { fields, flag, id, instant, oneOf, text, texts, whole } from './read';

/** Defender for Endpoint API (learn.microsoft.com/defender-endpoint/api): only the fields used. */

export const machine = z.object({
  id: z
    .string()
    .regex(/^[0-9a-f]{40}$/i)
    .transform((value) => value.toLowerCase()),
  computerDnsName: text,
  osPlatform: text,
  version: text,
  healthStatus: text,
  onboardingStatus: text,
  lastSeen: instant,
  riskScore: text,
  exposureLevel: text,
  deviceValue: text,
  machineTags: texts,
  lastIpAddress: text,
  lastExternalIpAddress: text,
  rbacGroupName: text,
  mergedIntoMachineId: text,
  isExcluded: flag,
});

export const logonUser = z.object({
  accountName: z.string().min(1),
  accountDomain: text,
  logonTypes: text,
  isDomainAdmin: flag,
  lastSeen: instant,
});

/** The older alert shape, as the lists under a machine or a user still give it. */
export const classicAlert = z.object({ id, title: text, severity: text, status: text, alertCreationTime: instant });

export const machineAction = z.object({
  id,
  type: z.string().min(1),
  scope: text,
  // A status we do not know is no end.
  status: oneOf(['Pending', 'InProgress', 'Succeeded', 'Failed', 'TimeOut', 'Cancelled']).transform((status) =>
    status === 'unknown' ? ('InProgress' as const) : status,
  ),
  machineId: z.string().transform((value) => value.toLowerCase()),
  computerDnsName: text,
  requestor: text,
  requestorComment: text,
  creationDateTimeUtc: instant,
  lastUpdateDateTimeUtc: instant,
  // 2018 spelling, still in the documents.
  lastUpdateTimeUtc: instant,
  errorHResult: whole,
});

export const file = fields({
  sha1: text,
  sha256: text,
  md5: text,
  size: whole,
  filePublisher: text,
  signer: text,
  issuer: text,
  isValidCertificate: flag,
  determinationType: text,
  determinationValue: text,
});

/** Statistics of a file, an IP or a domain. Older answers give the number as `orgPrevalence`, as text. */
export const statistics = z.object({
  organizationPrevalence: whole,
  orgPrevalence: whole,
  orgFirstSeen: instant,
  orgLastSeen: instant,
  globallyPrevalence: whole,
  globalPrevalence: whole,
  globalFirstObserved: instant,
  topFileNames: texts,
});

export const indicator = z.object({
  id,
  indicatorValue: z.string().min(1),
  indicatorType: z.string().min(1),
  action: z.string().min(1),
  title: text,
  severity: text,
  expirationTime: instant,
  createdBy: text,
  createdByDisplayName: text,
});
