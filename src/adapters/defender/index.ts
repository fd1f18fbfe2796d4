import { TocsinError } from '../../core/errors';
import type { Clock } from '../../ports/clock';
import type { Defender, DefenderDirectory } from '../../ports/defender';
import type { Log } from '../../ports/log';
import type { Http } from '../http/client';
import { createAuth } from './auth';
import { createCaller } from './caller';
import { placesOf } from './clouds';
import type { TenantConnection } from './connection';
import { createEntities } from './entities';
import { createGraph } from './graph';
import { createMachineActions } from './machine-actions';
import { createMachines } from './machines';

export type { TenantConnection } from './connection';

export interface DirectoryOptions {
  tenants: TenantConnection[];
  http: Http;
  log: Log;
  clock: Clock;
}

/** Every tenant's Defender, made when first asked for. Each has tokens, limits and hosts of its own. */
export function createDefenderDirectory({ tenants, http, log, clock }: DirectoryOptions): DefenderDirectory {
  const connections = new Map(tenants.map((tenant) => [tenant.id, tenant]));
  const made = new Map<string, Defender>();

  const make = (connection: TenantConnection): Defender => {
    const places = placesOf(connection);
    const auth = createAuth(connection, places, { http, log, now: clock.now, elapsed: () => performance.now() });
    const caller = createCaller(connection.id, { http, auth, places, log });
    return {
      tenant: connection.id,
      ...createGraph(caller),
      ...createMachines(caller),
      ...createMachineActions(caller),
      ...createEntities(caller),
      grantedRoles: (backend) => auth.roles(backend),
    };
  };

  return {
    of: (id) => {
      const known = made.get(id);
      if (known) return known;
      const connection = connections.get(id);
      if (!connection) {
        throw new TocsinError({
          code: 'bug',
          retry: 'never',
          message: 'a tenant was asked for that is not configured',
          person: 'Something went wrong on our side; nothing was done.',
        });
      }
      const defender = make(connection);
      made.set(id, defender);
      return defender;
    },
  };
}
