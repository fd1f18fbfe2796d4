import { z } from 'zod';
import { channelId, line, userId } from './fields';
import { tenantSchema } from './tenant-schema';

const people = (may: string) => z.array(userId()).default([]).describe(`Slack user ids; ${may}. An empty list is nobody`);

const distinctNames = (named: Record<string, { upn: string }>): boolean => {
  const names = Object.values(named).map(({ upn }) => upn.toLowerCase());
  return new Set(names).size === names.length;
};

/** `tocsin.yml`. Strict everywhere: a key that is not here is a fault, so that a misspelt limit never means "no limit". */
export const fileSchema = z
  .strictObject({
    soc: z
      .strictObject({
        channel: channelId(),
        ops_channel: channelId(),
      })
      .describe("channel: detections of every tenant, unless the tenant names its own; ops_channel: the bot's own troubles and recoveries"),
    roles: z
      .strictObject({
        analyst: people('may look things up, claim, classify'),
        responder: people('also remediates'),
        lead: people('also approves, overrides protection, sets policy'),
      })
      .describe('Who may do what: Slack user ids by role, deny by default'),
    people: z
      .record(userId(), z.strictObject({ upn: line(320).describe('User principal name in Defender, such as ana@soc.example') }))
      .refine(distinctNames, 'gives two people the same name in Defender')
      .default({})
      .describe('How our people are called in Defender: alerts they claim are then assigned to them there. By Slack user id; optional'),
    tenants: z.array(tenantSchema).min(1, 'names no tenant').describe('The customers'),
  })
  .describe('Configuration of Tocsin');

export type ConfigFile = z.output<typeof fileSchema>;

const REFERENCE = '^\\$\\{[A-Z_][A-Z0-9_]*\\}$';

/**
 * The JSON Schema (draft 2020-12) that editors use for `tocsin.yml`. A text that has to match a pattern may also be `${NAME}`, which is
 * replaced from the environment before the check.
 */
export function fileJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(fileSchema, {
    io: 'input',
    override: ({ jsonSchema }) => {
      // Called again for each wrapper (`optional`, `default`) with the same text.
      const { pattern } = jsonSchema;
      if (pattern && !pattern.startsWith(REFERENCE)) jsonSchema.pattern = `${REFERENCE}|${pattern}`;
    },
  });
  return { ...schema, title: 'tocsin.yml' };
}
