import type { DetectionFacts } from '../core/detection-facts';
import { connectionOwnersFrom, connectionOwnersQuery } from '../core/hunting/connection-owners';
import { isolationOf } from '../core/isolation';
import type { Enrichment, LookUp } from '../core/look-up';
import type { CallOptions, Defender } from '../ports/defender';
import type { Flows } from './context';
import { lookUpTogether, type Question } from './look-up';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A card is not kept waiting for one slow answer: what is late reads "unavailable" and is asked again. */
const BACKGROUND: CallOptions = { priority: 'background', budgetMs: 20_000 };

const PENDING = { state: 'pending' } as const;
export const NOTHING_YET: Enrichment = {
  device: PENDING,
  loggedOn: PENDING,
  isolation: PENDING,
  openAlerts: PENDING,
  file: PENDING,
  ip: PENDING,
  domain: PENDING,
  connections: PENDING,
  incident: PENDING,
};

type Asked = { [K in keyof Enrichment]: Enrichment[K] extends LookUp<infer T> ? Question<T> | undefined : never };

/** The facts of a machine, each with its own time to live; also what the Contain modal asks. */
export const machineQuestions = (defender: Defender, id: string, options: CallOptions) => ({
  device: { key: `machine/${id}`, ttlMs: 5 * MINUTE, ask: () => defender.getMachine(id, options) },
  loggedOn: { key: `logons/${id}`, ttlMs: 10 * MINUTE, ask: () => defender.machineLogonUsers(id, options) },
  isolation: {
    key: `isolation/${id}`,
    ttlMs: MINUTE,
    ask: async () => isolationOf(await defender.listMachineActions({ machineId: id, top: 100 }, options)),
  },
});

/** Which questions a detection raises, at most nine, one row each; a row without its subject is not asked. */
function questions(defender: Defender, facts: DetectionFacts, machineId: string | undefined): Asked {
  const hash = facts.file?.sha1 ?? facts.file?.sha256;
  const ip = facts.ips.find((candidate) => candidate.public)?.ip ?? facts.ips[0]?.ip;
  const host = facts.urls.find((url) => url.host)?.host;
  const { incidentId, lastActivityAt, createdAt } = facts.alert;
  const publicIps = facts.ips.filter((candidate) => candidate.public).map((candidate) => candidate.ip);
  return {
    ...(machineId ? machineQuestions(defender, machineId, BACKGROUND) : { device: undefined, loggedOn: undefined, isolation: undefined }),
    openAlerts: machineId
      ? {
          key: `open-alerts/${machineId}`,
          ttlMs: 2 * MINUTE,
          ask: () => defender.machineOpenAlerts(machineId, BACKGROUND),
        }
      : undefined,
    file: hash ? { key: `file/${hash}`, ttlMs: 6 * HOUR, ask: () => defender.fileStats(hash, BACKGROUND) } : undefined,
    ip: ip ? { key: `ip/${ip}`, ttlMs: HOUR, ask: async () => ({ ip, ...(await defender.ipStats(ip, BACKGROUND)) }) } : undefined,
    domain: host
      ? { key: `domain/${host}`, ttlMs: HOUR, ask: async () => ({ host, ...(await defender.domainStats(host, BACKGROUND)) }) }
      : undefined,
    connections:
      machineId && publicIps.length > 0
        ? {
            key: `connections/${machineId}/${publicIps.join(',')}/${lastActivityAt ?? createdAt}`,
            ttlMs: HOUR,
            ask: async () => {
              const query = connectionOwnersQuery({ deviceId: machineId, ips: publicIps, aroundIso: lastActivityAt ?? createdAt });
              return connectionOwnersFrom((await defender.hunt(query, 'P30D', BACKGROUND)).rows);
            },
          }
        : undefined,
    incident: incidentId
      ? { key: `incident/${incidentId}`, ttlMs: 5 * MINUTE, ask: () => defender.getIncident(incidentId, BACKGROUND) }
      : undefined,
  };
}

/**
 * Asks everything about a detection side by side. `progress` hears of each answer as it comes; the promise ends with the last one.
 * A fact that nothing is known to ask about is `none`.
 */
export async function enrichDetection(
  flows: Flows,
  facts: DetectionFacts,
  machineId: string | undefined,
  progress: (soFar: Enrichment) => void,
): Promise<Enrichment> {
  const asked = questions(flows.defender.of(facts.tenant), facts, machineId);
  const none = { state: 'none', at: facts.alert.updatedAt } as const;
  const answers: Record<string, LookUp<unknown>> = {};
  const soFar = (): Enrichment => ({ ...NOTHING_YET, ...answers }) as Enrichment;
  await Promise.all(
    Object.entries(asked).map(async ([name, question]) => {
      answers[name] = question ? await lookUpTogether<unknown>(flows, facts.tenant, question) : none;
      progress(soFar());
    }),
  );
  return soFar();
}
