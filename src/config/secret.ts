import { z } from 'zod';

const PLACEHOLDERS = [
  /^<.*>$/,
  /…|\.\.\./,
  /change[-_ ]?me|placeholder|example|replace[-_ ]?me|insert[-_ ]?here/i,
  /^(?:xox[bp]-|xapp-)?(?:your|my)[-_ ]/i,
  /^(?:xox[bp]-|xapp-)?(?:x+|\*+|-+|0+)$/i,
  /^(?:secret|password|passwd|todo|tbd|none|null|undefined)$/i,
];

/** True for what a template or a hurried person leaves where a secret belongs. */
export function isPlaceholder(value: string): boolean {
  return PLACEHOLDERS.some((pattern) => pattern.test(value));
}

/** A secret as one line of text: not empty, no placeholder, no blank or control character inside. */
export function secretText() {
  return z
    .string()
    .min(1, 'is empty')
    .refine((value) => !isPlaceholder(value), 'is a placeholder, not a secret')
    .refine((value) => !/[\s\p{Cc}]/u.test(value), 'has a blank or a control character inside');
}
