/** Who is acting and where, kept in the page's address so that a reload comes back to it: `#as=U1&channel=C1`. */
export interface Address {
  as?: string;
  channel?: string;
}

export function readAddress(): Address {
  const given = new URLSearchParams(location.hash.slice(1));
  return { as: given.get('as') ?? undefined, channel: given.get('channel') ?? undefined };
}

export function writeAddress(address: Address): void {
  const kept = Object.entries(address).filter((entry): entry is [string, string] => Boolean(entry[1]));
  history.replaceState(null, '', `#${new URLSearchParams(kept)}`);
}
