import ipaddr from 'ipaddr.js';

/** The usual spelling of an address, so that two spellings are one: `::ffff:8.8.8.8` is `8.8.8.8`. What is no address stays as it is. */
export function canonicalAddress(ip: string): string {
  const text = ip.trim();
  return ipaddr.isValid(text) ? ipaddr.process(text).toString() : text;
}

/** True for an address of the open internet; private, reserved, loopback, carrier-grade and unreadable ones are not. */
export function isPublicAddress(ip: string): boolean {
  const text = ip.trim();
  return ipaddr.isValid(text) && ipaddr.process(text).range() === 'unicast';
}

/**
 * The DNS name in a URL, or in what Defender calls a URL (often a bare host). Undefined for what names none: a literal address,
 * `javascript:`, `data:`, nonsense.
 */
export function hostOf(url: string): string | undefined {
  const text = url.trim();
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text);
  try {
    const host = new URL(`http://${scheme ? text.slice(scheme[0].length) : text}`).hostname.replace(/\.$/, '').toLowerCase();
    return /^[^.[\]]+(\.[^.[\]]+)+$/.test(host) && !ipaddr.isValid(host) ? host : undefined;
  } catch {
    return undefined;
  }
}
