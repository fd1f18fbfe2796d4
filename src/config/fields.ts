import { z } from 'zod';
import { addressFault } from './web-address';

export const channelId = () =>
  z
    .string()
    .regex(/^[CG][A-Z0-9]{2,}$/, 'is not a Slack channel id')
    .describe('Slack channel id such as C0123456789 (in Slack: channel details, at the bottom)');

export const userId = () =>
  z
    .string()
    .regex(/^[UW][A-Z0-9]{2,}$/, 'is not a Slack user id')
    .describe('Slack user id such as U0123456789 (in Slack: profile, three dots, Copy member ID)');

/** One line of text for people or for the file system. */
export const line = (most: number) =>
  z
    .string()
    .min(1, 'is empty')
    .max(most, `is longer than ${most} characters`)
    .refine((text) => !/\p{Cc}/u.test(text), 'has a control character inside');

export const guid = (what: string) =>
  z
    .string()
    .regex(/^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/, 'is not a GUID')
    .transform((text) => text.toLowerCase())
    .describe(what);

export const endpoint = (what: string) =>
  z
    .string()
    .superRefine((text, context) => {
      const fault = addressFault(text);
      if (fault) context.addIssue({ code: 'custom', message: fault });
    })
    .transform((text) => text.replace(/\/+$/, ''))
    .describe(`Base address of ${what}; https, or http on loopback`);
