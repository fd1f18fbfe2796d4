import { z } from 'zod';
import { fields, id, instant, list, oneOf, text, texts, whole } from './read';

/** Graph `alerts_v2` v1.0 (learn.microsoft.com/graph/api/resources/security-alert): only the fields used. */

export const account = fields({ accountName: text, domainName: text, userSid: text, userPrincipalName: text, displayName: text });

export const fileDetails = fields({
  fileName: text,
  filePath: text,
  fileSize: whole,
  filePublisher: text,
  signer: text,
  sha1: text,
  sha256: text,
  md5: text,
});

export const evidence = z.object({
  '@odata.type': text,
  verdict: text,
  remediationStatus: text,
  roles: texts,
  detailedRoles: texts,
  mdeDeviceId: text,
  detectionStatus: text,
  // device
  deviceDnsName: text,
  hostName: text,
  osPlatform: text,
  healthStatus: text,
  riskScore: text,
  onboardingStatus: text,
  lastIpAddress: text,
  lastExternalIpAddress: text,
  loggedOnUsers: list,
  // process
  processId: whole,
  parentProcessId: whole,
  processCommandLine: text,
  processCreationDateTime: instant,
  parentProcessCreationDateTime: instant,
  imageFile: fileDetails,
  parentProcessImageFile: fileDetails,
  userAccount: account,
  // file, IP, URL, registry
  fileDetails,
  ipAddress: text,
  countryLetterCode: text,
  url: text,
  registryHive: text,
  registryKey: text,
  registryValueName: text,
  registryValue: text,
  registryValueType: text,
  // what names the other types
  displayName: text,
  name: text,
  subject: text,
  primaryAddress: text,
});

export type GraphEvidence = z.infer<typeof evidence>;

export const comment = z.object({ comment: z.string().min(1), createdByDisplayName: text, createdBy: text, createdDateTime: instant });

export const alert = z.object({
  id,
  title: text,
  description: text,
  severity: oneOf(['high', 'medium', 'low', 'informational']),
  status: oneOf(['new', 'inProgress', 'resolved']),
  classification: text,
  determination: text,
  category: text,
  serviceSource: text,
  detectionSource: text,
  threatDisplayName: text,
  threatFamilyName: text,
  mitreTechniques: texts,
  assignedTo: text,
  incidentId: text,
  alertWebUrl: text,
  recommendedActions: text,
  createdDateTime: instant,
  lastUpdateDateTime: instant,
  resolvedDateTime: instant,
  firstActivityDateTime: instant,
  lastActivityDateTime: instant,
  evidence: list,
  comments: list,
});

export type GraphAlert = z.infer<typeof alert>;

export const incident = z.object({
  id,
  displayName: text,
  severity: text,
  status: text,
  assignedTo: text,
  incidentWebUrl: text,
  redirectIncidentId: text,
});

/** `schema` and `results`, also as Defender's older API spells them. */
export const hunting = z
  .object({ schema: list, results: list, Schema: list, Results: list })
  .transform(({ schema, results, Schema, Results }) => ({
    columns: schema.length > 0 ? schema : Schema,
    rows: results.length > 0 ? results : Results,
  }));

export const column = z
  .object({ name: text, type: text, Name: text, Type: text })
  .transform((one) => ({ name: one.name ?? one.Name, type: one.type ?? one.Type ?? 'String' }))
  .refine((one): one is { name: string; type: string } => one.name !== undefined);

export const row = z.record(z.string(), z.unknown());
