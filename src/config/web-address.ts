/** True for an address of this machine only: 127.0.0.0/8, `localhost`, `[::1]`. `url.hostname` is already normalised (`127.1`, `0x7f.1`). */
function isLoopback(url: URL): boolean {
  return /^127(?:\.\d{1,3}){3}$/.test(url.hostname) || url.hostname === 'localhost' || url.hostname === '[::1]';
}

/** Why the text is no base address we may send credentials to; undefined when it is one. */
export function addressFault(text: string): string | undefined {
  if (!URL.canParse(text)) return 'is not a web address';
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'is not an https address';
  if (url.protocol === 'http:' && !isLoopback(url)) return 'is plain http to another machine: secrets would travel readable';
  if (url.username || url.password) return 'holds a user name or password';
  if (url.search || url.hash) return 'has a query or a fragment';
  return undefined;
}
