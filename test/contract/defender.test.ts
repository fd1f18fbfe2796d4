import { type LocalDefender, startLocalDefender } from '../../playground/defender';
import type { TenantInfo } from '../../playground/defender/controls';
import { systemClock } from '../../src/adapters/clock';
import { createDefenderDirectory } from '../../src/adapters/defender';
import { createHttp } from '../../src/adapters/http/client';
import { compareInstants } from '../../src/core/instant';
import type { MachineAction } from '../../src/core/machine-action';
import type { CallOptions, Defender } from '../../src/ports/defender';
import { errorOf, freeBudget } from '../adapters/http/http-fixtures';
import { silentLog } from '../support/silent-log';

/** What a Defender must do for the flows, asked of our adapter against the local tenants over real HTTP. */

const PERSON: CallOptions = { priority: 'person' };
const EVER = '2000-01-01T00:00:00Z';

let local: LocalDefender;
let contoso: TenantInfo;
const log = silentLog();

function defenderOf(info: TenantInfo, secret = info.clientSecret): Defender {
  const endpoints = { login: local.url, graph: local.url, defender: local.url };
  const { entraTenantId, clientId, name: id } = info;
  const http = createHttp({ log, clock: systemClock, budget: freeBudget(), random: () => 0.1 });
  const tenants = [{ id, entraTenantId, clientId, credential: { secret }, cloud: 'commercial' as const, endpoints }];
  return createDefenderDirectory({ tenants, http, log, clock: systemClock }).of(id);
}

beforeAll(async () => {
  local = await startLocalDefender({ actionPaceMs: 400 });
  contoso = local.tenants.contoso;
});
beforeEach(() => {
  local.reset();
  log.lines.length = 0;
});
afterEach(() => expect(log.lines.filter((line) => line.level === 'warn' || line.level === 'error')).toEqual([]));
afterAll(() => local.stop());

const ended = async (defender: Defender, { id }: MachineAction): Promise<MachineAction> => {
  for (;;) {
    const action = await defender.getMachineAction(id, PERSON);
    if (action.status !== 'Pending' && action.status !== 'InProgress') return action;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

describe('alerts', () => {
  beforeEach(() => {
    for (const story of ['hands-on-keyboard', 'web-shell', 'infostealer'] as const) local.play(story, 'contoso', { atOnce: true });
  });

  it('of all three stories are read whole, in order, with evidence of the usual kinds', async () => {
    const { alerts, full } = await defenderOf(contoso).listAlerts({ since: EVER, top: 1_000 }, PERSON);
    expect(new Set(alerts.map((alert) => alert.id))).toEqual(new Set(local.state('contoso').alerts.map((alert) => alert.id)));
    expect(full).toBe(false);
    expect(alerts.map((alert) => alert.updatedAt)).toEqual(alerts.map((alert) => alert.updatedAt).sort(compareInstants));
    const kinds = new Set(alerts.flatMap((alert) => alert.evidence.map((piece) => piece.kind)));
    expect([...kinds]).toEqual(expect.arrayContaining(['device', 'process', 'file', 'user', 'ip']));
    expect(alerts.every((alert) => alert.tenant === 'contoso' && alert.title !== '')).toBe(true);
  });

  it('are read to the end by moving the boundary, none lost, with equal times among them', async () => {
    local.storm('contoso', 60);
    const defender = defenderOf(contoso);
    const seen = new Set<string>();
    let since = EVER;
    for (let pages = 0; pages < 50; pages++) {
      let { alerts, full } = await defender.listAlerts({ since, top: 10 }, PERSON);
      for (let skip = alerts.length; full && alerts.every((alert) => alert.updatedAt === since); skip += alerts.length) {
        for (const alert of alerts) seen.add(alert.id);
        ({ alerts, full } = await defender.listAlerts({ since, top: 10, skip }, PERSON));
      }
      for (const alert of alerts) seen.add(alert.id);
      if (!full) break;
      since = alerts.at(-1)?.updatedAt ?? since;
    }
    expect(seen.size).toBe(local.state('contoso').alerts.length);
  });

  it('can be got, changed and commented; an unknown one is not found', async () => {
    const defender = defenderOf(contoso);
    const [first] = (await defender.listAlerts({ since: EVER, top: 1 }, PERSON)).alerts;
    const id = first?.id ?? '';
    const changed = await defender.updateAlert(id, { status: 'inProgress', assignedTo: 'ana@contoso.example' }, PERSON);
    expect(changed).toMatchObject({ id, status: 'inProgress', assignedTo: 'ana@contoso.example' });
    expect(compareInstants(changed.updatedAt, first?.updatedAt ?? '')).toBeGreaterThan(0);
    await defender.commentAlert(id, 'seen', PERSON);
    expect((await defender.getAlert(id, PERSON)).comments.map((comment) => comment.text)).toContain('seen');
    expect((await errorOf(defender.getAlert('da0_1', PERSON))).code).toBe('not_found');
  });

  it('belong to incidents', async () => {
    const defender = defenderOf(contoso);
    const [alert] = (await defender.listAlerts({ since: EVER, top: 1 }, PERSON)).alerts;
    const incident = await defender.getIncident(alert?.incidentId ?? '', PERSON);
    expect(incident.id).toBe(alert?.incidentId);
    expect((await defender.listIncidents({ since: EVER, top: 10 }, PERSON)).map((one) => one.id)).toContain(incident.id);
  });

  it('can be hunted', async () => {
    const { columns, rows } = await defenderOf(contoso).hunt('DeviceProcessEvents | take 3 | project Timestamp, FileName', 'P30D', PERSON);
    expect(columns.map((column) => column.name)).toEqual(['Timestamp', 'FileName']);
    expect(Object.keys(rows[0] ?? {})).toEqual(['Timestamp', 'FileName']);
  });
});

describe('devices', () => {
  it('are found by full name, by first label in any case, and not by a part of a name', async () => {
    const defender = defenderOf(contoso);
    const [device] = contoso.devices;
    const name = device?.name ?? '';
    const label = name.split('.')[0] ?? '';
    const ids = async (asked: string) => (await defender.findMachinesByName(asked, PERSON)).map((found) => found.id);
    expect(await ids(name)).toContain(device?.id);
    expect(await ids(label.toUpperCase())).toContain(device?.id);
    expect(await ids(label.slice(0, -1))).toEqual([]);
    expect(await ids('nobody')).toEqual([]);
  });

  it('are got by id, listed, and say who was logged on', async () => {
    const defender = defenderOf(contoso);
    const id = contoso.devices[0]?.id ?? '';
    expect(await defender.getMachine(id.toUpperCase(), PERSON)).toMatchObject({ id, name: contoso.devices[0]?.name, current: true });
    expect(await defender.listMachines({ top: 3 }, PERSON)).toHaveLength(3);
    expect((await defender.machineLogonUsers(id, PERSON)).every((user) => user.name !== '')).toBe(true);
    expect(Array.isArray(await defender.machineOpenAlerts(id, PERSON))).toBe(true);
  });

  it('are found by an address they hold now', async () => {
    const defender = defenderOf(contoso);
    const device = await defender.getMachine(contoso.devices[0]?.id ?? '', PERSON);
    const found = await defender.findMachinesByIp(device.lastIp ?? '', new Date().toISOString(), PERSON);
    expect(found.map((one) => one.id)).toContain(device.id);
    expect(await defender.findMachinesByIp('203.0.113.250', new Date().toISOString(), PERSON)).toEqual([]);
  });
});

describe('actions', () => {
  it('isolate and release a device, with the comment as it was sent, newest first in the list', async () => {
    const defender = defenderOf(contoso);
    const id = contoso.devices[0]?.id ?? '';
    const isolate = await defender.isolate(id, { type: 'Full', comment: 'isolate by @ana, ref abc' });
    expect(isolate).toMatchObject({ type: 'Isolate', machineId: id, comment: 'isolate by @ana, ref abc', status: 'Pending' });
    expect((await ended(defender, isolate)).status).toBe('Succeeded');
    const release = await ended(defender, await defender.unisolate(id, { comment: 'release' }));
    expect(release.type).toBe('Unisolate');
    const list = await defender.listMachineActions({ machineId: id, since: EVER, top: 10 }, PERSON);
    expect(list.map((action) => action.id)).toEqual([release.id, isolate.id]);
    expect((await defender.listMachineActions({ machineId: id, type: 'Isolate' }, PERSON)).map((action) => action.id)).toEqual([
      isolate.id,
    ]);
  });

  it('refuse a second one of a kind while the first is open, which can be cancelled', async () => {
    const defender = defenderOf(contoso);
    const id = contoso.devices[1]?.id ?? '';
    local.setDevice('contoso', id, { online: false });
    const first = await defender.isolate(id, { type: 'Full', comment: 'one' });
    const again = await errorOf(defender.isolate(id, { type: 'Full', comment: 'two' }));
    expect([again.code, again.facts.serviceCode]).toEqual(['already_open', 'ActiveRequestAlreadyExists']);
    expect((await defender.cancelMachineAction(first.id, 'never mind')).status).toBe('Cancelled');
    expect(local.state('contoso').machineActions).toHaveLength(1);
  });

  it('whose answer is lost are unknown and were sent once', async () => {
    const defender = defenderOf(contoso);
    const id = contoso.devices[2]?.id ?? '';
    local.fault({ match: /isolate$/, method: 'POST', mode: 'drop_after_accept', times: 1 });
    const error = await errorOf(defender.isolate(id, { type: 'Full', comment: 'ref lost1' }));
    expect([error.code, error.retry]).toEqual(['outcome_unknown', 'reconcile']);
    const found = await defender.listMachineActions({ machineId: id }, PERSON);
    expect(found.map((action) => action.comment)).toEqual(['ref lost1']);
  });
});

describe('look-ups', () => {
  it('of files, addresses and users answer, and say what is unknown as Defender does', async () => {
    const defender = defenderOf(contoso);
    local.play('hands-on-keyboard', 'contoso', { atOnce: true });
    const file = local.tenants.contoso.files[0];
    expect(await defender.fileInfo(file?.sha256 ?? '', PERSON)).toMatchObject({ sha1: file?.sha1 });
    expect((await defender.fileStats(file?.sha1 ?? '', PERSON)).devices).toBeGreaterThan(0);
    expect((await errorOf(defender.fileStats('0'.repeat(64), PERSON))).code).toBe('not_found');
    expect(await defender.ipStats('203.0.113.250', PERSON)).toMatchObject({ devices: 0 });
    expect(await defender.domainStats('nobody.example', PERSON)).toMatchObject({ devices: 0 });
    expect(await defender.userAlerts('nobody', PERSON)).toEqual([]);
    expect((await defender.userMachines(contoso.users[0] ?? '', PERSON)).every((device) => device.id.length === 40)).toBe(true);
    expect(Array.isArray(await defender.listIndicators({ top: 10 }, PERSON))).toBe(true);
  });
});

describe('access', () => {
  it('names the permission that is missing', async () => {
    local.removeRole('contoso', 'Machine.Isolate');
    const defender = defenderOf(contoso);
    const error = await errorOf(defender.isolate(contoso.devices[0]?.id ?? '', { type: 'Full', comment: 'c' }));
    expect([error.code, error.facts.permission]).toEqual(['permission_missing', 'Machine.Isolate']);
    expect(await defender.grantedRoles('defender')).not.toContain('Machine.Isolate');
    local.addRole('contoso', 'Machine.Isolate');
  });

  it('goes on when the token has expired', async () => {
    const defender = defenderOf(contoso);
    await defender.listMachines({ top: 1 }, PERSON);
    local.expireTokens('contoso');
    await expect(defender.listMachines({ top: 1 }, PERSON)).resolves.toHaveLength(1);
  });

  it('with a wrong secret is refused with a remedy, and asks once', async () => {
    const defender = defenderOf(contoso, 'wrong');
    const error = await errorOf(defender.listMachines({ top: 1 }, PERSON));
    expect([error.code, error.facts.serviceCode]).toEqual(['credentials_rejected', 'AADSTS7000215']);
    await errorOf(defender.listAlerts({ since: EVER, top: 1 }, PERSON));
    expect(local.requests.filter((one) => one.path.endsWith('/token'))).toHaveLength(1);
  });

  it('of one tenant never shows another tenant’s alerts', async () => {
    local.play('web-shell', 'fabrikam', { atOnce: true });
    const theirs = new Set(local.state('fabrikam').alerts.map((alert) => alert.id));
    const { alerts } = await defenderOf(contoso).listAlerts({ since: EVER, top: 1_000 }, PERSON);
    expect(alerts.filter((alert) => theirs.has(alert.id))).toEqual([]);
  });
});

describe('a service in trouble', () => {
  it('is read again when it was down or throttled for a moment', async () => {
    local.fault({ match: /machines$/, mode: 'status', status: 503, times: 1 });
    local.fault({ match: /machines$/, mode: 'throttle', retryAfter: 0, times: 1 });
    await expect(defenderOf(contoso).listMachines({ top: 1 }, PERSON)).resolves.toHaveLength(1);
  });

  it('that is down is unavailable, never empty', async () => {
    local.fault({ match: /alerts_v2/, mode: 'down' });
    const error = await errorOf(defenderOf(contoso).listAlerts({ since: EVER, top: 1 }, { ...PERSON, budgetMs: 500 }));
    expect([error.code, error.retry]).toEqual(['service_unavailable', 'later']);
    local.clearFaults();
  });
});
