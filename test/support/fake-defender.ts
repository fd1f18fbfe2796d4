import type { Alert } from '../../src/core/alert';
import { TocsinError } from '../../src/core/errors';
import { compareInstants } from '../../src/core/instant';
import type { Defender, DefenderDirectory } from '../../src/ports/defender';

/** A directory whose tenants share one Defender; a method that a test did not give must not be called. */
export function fakeDefender(methods: Partial<Defender>): DefenderDirectory {
  const defender = new Proxy({ tenant: 'contoso', ...methods } as Defender, {
    get: (target, name) => {
      const method = Reflect.get(target, name) as unknown;
      if (method === undefined) throw new Error(`this test did not expect a call of ${String(name)}`);
      return method;
    },
  });
  return { of: () => defender };
}

/** `listAlerts` over a list, as Graph does it: at or after `since`, ascending, `top` at most `cap`. */
export function listFrom(alerts: () => Alert[], cap = 1_000): Defender['listAlerts'] {
  return async ({ since, top, skip = 0 }) => {
    const size = Math.min(top, cap);
    const matching = alerts()
      .filter((alert) => compareInstants(alert.updatedAt, since) >= 0)
      .sort((a, b) => compareInstants(a.updatedAt, b.updatedAt));
    const page = matching.slice(skip, skip + size);
    return { alerts: page, full: page.length === size };
  };
}

export const refusing = (facts: Partial<ConstructorParameters<typeof TocsinError>[0]>) => async (): Promise<never> => {
  throw new TocsinError({ code: 'service_unavailable', retry: 'later', message: 'm', person: 'p', ...facts });
};
