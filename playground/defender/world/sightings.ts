import { HOUR, timeKey, timeMs } from './time';
import type { EventRow, TenantState } from './types';

/** Where and when a file, address or host appears in the tenant's events. */
export interface Sightings {
  devices: Set<string>;
  first: string | null;
  last: string | null;
}

/** Rows of the last `hours` for which `hit` holds. */
export function sightings(tenant: TenantState, now: number, hours: number, hit: (row: EventRow) => boolean): Sightings {
  const found: Sightings = { devices: new Set(), first: null, last: null };
  for (const rows of tenant.events.values()) {
    for (const row of rows) {
      const at = String(row.Timestamp);
      if (timeMs(at) < now - hours * HOUR || !hit(row)) continue;
      found.devices.add(String(row.DeviceId));
      const key = timeKey(at) ?? '';
      if (!found.first || key < (timeKey(found.first) ?? '')) found.first = at;
      if (!found.last || key > (timeKey(found.last) ?? '')) found.last = at;
    }
  }
  return found;
}

/** The host of a hunting `RemoteUrl`, which may be a bare name or a whole address. */
export function hostOf(url: unknown): string {
  const text = String(url ?? '').toLowerCase();
  return text.replace(/^[a-z]+:\/\//, '').replace(/[/:?#].*$/, '');
}
