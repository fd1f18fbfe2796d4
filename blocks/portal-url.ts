import { limits } from './limits';

/** Defender's portals of all clouds (security.microsoft.com, security.microsoft.us, securitycenter.windows.com …). */
const PORTALS = /(^|\.)(microsoft\.com|microsoft\.us|windows\.com|windows\.us)$/;

/** The link a button may open: https to Defender's portal and nowhere else, whatever an alert says. */
export function portalUrl(url: string | undefined): string | undefined {
  if (!url || url.length > limits.url || !URL.canParse(url)) return undefined;
  const { protocol, hostname, username, href } = new URL(url);
  return protocol === 'https:' && PORTALS.test(hostname) && username === '' && href.length <= limits.url ? href : undefined;
}
