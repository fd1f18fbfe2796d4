import type { DeviceState } from '../look-up';

/** `*` is any run of characters, `?` any one; letters compare without case; everything else is itself. */
function matchesGlob(pattern: string, text: string): boolean {
  const source = pattern
    .trim()
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`, 'is').test(text);
}

const TAG = /^tag:/i;

/** The first pattern of the protected list that the device falls under: by full name, by first label of the name, or by a Defender tag. */
export function protectedBy(patterns: readonly string[], device: Pick<DeviceState, 'name' | 'tags'>): string | undefined {
  const name = device.name.trim().replace(/\.$/, '');
  const names = [name, name.split('.')[0] ?? name];
  return patterns.find((pattern) =>
    TAG.test(pattern)
      ? device.tags.some((tag) => matchesGlob(pattern.replace(TAG, ''), tag.trim()))
      : names.some((candidate) => matchesGlob(pattern, candidate)),
  );
}
