import { z } from 'zod';
import type { ActionName } from '../core/tenant';
import { line } from './fields';

const ACTIONS = [
  'contain_host',
  'release_host',
  'block_hash',
  'unblock_hash',
  'delete_file',
  'kill_process',
] as const satisfies readonly ActionName[];

const action = () => z.enum(ACTIONS, 'is not an action').describe(`One of ${ACTIONS.join(', ')}`);

/** Deny by default: a tenant without this part is only watched. */
export const remediationSchema = z
  .strictObject({
    actions: z.array(action()).default([]).describe('What may be done to this tenant at all; nothing unless listed'),
    approvals: z
      .partialRecord(
        action(),
        z
          .int('is not a whole number')
          .min(1, 'is below 1')
          .max(10, 'is above 10')
          .describe('How many distinct people; 1 = the one who asks'),
      )
      .default({})
      .describe('Distinct people needed, by action; 1 (or no entry) = the one who asks'),
    automatic: z.array(action()).default([]).describe('Actions that a rule may start without a person'),
    protected_devices: z
      .array(
        line(256)
          .regex(/^(?!tag:\s*$)/, 'names no tag')
          .describe('Glob on the device name, or tag:NAME on a Defender tag'),
      )
      .default([])
      .describe('Devices that are not acted on: globs on the name, or tag:NAME on a Defender tag'),
    max_per_hour: z
      .int('is not a whole number')
      .min(1, 'is below 1')
      .max(1000, 'is above 1000')
      .default(10)
      .describe('Most remediations of this tenant in any hour'),
  })
  .prefault({})
  .describe('What Tocsin may change in this tenant; nothing by default');
