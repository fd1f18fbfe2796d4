import { z } from 'zod';
import { channelId, endpoint, guid, line, userId } from './fields';
import { remediationSchema } from './remediation-schema';
import { secretText } from './secret';

const ruleNames = (what: string) =>
  z
    .array(
      z
        .string()
        .regex(/^[a-z0-9][a-z0-9-]*$/, 'is not a rule name')
        .describe('Name of a rule, such as remote-admin-tool'),
    )
    .default([])
    .describe(what);

const timeOfDay = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'is not a time of day')
  .describe('Time of day as "HH:MM", 24 hours, in the tenant\'s time zone');

const businessHours = z
  .strictObject({
    days: z
      .array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], 'is not a day').describe('mon, tue, wed, thu, fri, sat or sun'))
      .min(1, 'names no day')
      .describe('Working days'),
    from: timeOfDay,
    to: timeOfDay,
  })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'is not after from' })
  .describe('When the contacts are at work; without it they always are');

const contact = z
  .strictObject({
    user: userId(),
    team: z
      .string()
      .regex(/^[TE][A-Z0-9]{2,}$/, 'is not a Slack workspace id')
      .describe("Slack workspace id such as T0123456789: the contact's own, which Slack Connect keeps apart from ours"),
    role: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,31}$/, 'is not a short name')
      .default('contact')
      .describe('What the person is for this tenant, such as contact'),
  })
  .describe('Somebody who may answer for the customer');

export const tenantSchema = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z0-9-]{1,32}$/, 'is not a short name of a-z, 0-9 and - (at most 32)')
      .describe('Short name used in commands: /mde hash … --tenant contoso'),
    name: line(80).describe('Name as people see it'),
    entra_tenant_id: guid("The customer's Entra tenant id (a GUID)"),
    client_id: guid('Application (client) id of the app registration (a GUID)'),
    client_secret: secretText().optional().describe('Client secret, as ${NAME} of an environment variable; or use certificate'),
    certificate: z
      .strictObject({
        path: line(1024).describe('PEM file with the private key, readable by the bot'),
        thumbprint: z
          .string()
          .regex(
            /^(?:[0-9a-fA-F]{2}:?){19}[0-9a-fA-F]{2}$|^(?:[0-9a-fA-F]{2}:?){31}[0-9a-fA-F]{2}$/,
            'is not a SHA-1 or SHA-256 thumbprint',
          )
          .transform((text) => text.replaceAll(':', '').toUpperCase())
          .describe('Thumbprint of the certificate as Entra shows it: 40 (SHA-1) or 64 (SHA-256) hex digits'),
      })
      .optional()
      .describe('Certificate instead of client_secret'),
    cloud: z
      .enum(['commercial', 'gcc', 'gcc-high', 'dod'], 'is not a cloud')
      .default('commercial')
      .describe('commercial, gcc, gcc-high or dod'),
    endpoints: z
      .strictObject({
        login: endpoint('the Entra token service').optional(),
        graph: endpoint('Microsoft Graph').optional(),
        defender: endpoint('the Defender for Endpoint API').optional(),
      })
      .optional()
      .describe("Other hosts than the cloud's own: a region's, or a local tenant"),
    poll_seconds: z
      .int('is not a whole number')
      .min(1, 'is below 1')
      .max(3600, 'is above 3600')
      .default(15)
      .describe('Seconds between two looks for new alerts'),
    channels: z
      .strictObject({
        detections: channelId().optional(),
        customer: channelId().optional(),
      })
      .default({})
      .describe("Where this tenant's detections go (default: soc.channel) and where its people are asked"),
    contacts: z.array(contact).default([]).describe('Who may answer for the customer, in order of escalation'),
    time_zone: z.string().refine(isTimeZone, 'is not a time zone').default('UTC').describe('IANA time zone such as Europe/London'),
    business_hours: businessHours.optional(),
    duet: z
      .strictObject({
        rules: ruleNames('Rules whose detections go to the customer first'),
        remember_answers: z
          .boolean('is neither true nor false')
          .default(false)
          .describe("Whether a customer's answer may hold for the next same detection"),
      })
      .prefault({})
      .describe('Questions to the customer'),
    detections: z
      .strictObject({ opt_in: ruleNames('Rules that are off unless named here') })
      .prefault({})
      .describe('Which rules run'),
    remediation: remediationSchema,
  })
  .describe('One customer: an Entra tenant with Defender');

function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
