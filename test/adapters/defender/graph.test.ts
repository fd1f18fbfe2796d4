import { PERSON } from '../../../src/adapters/defender/caller';
import { errorOf } from '../http/http-fixtures';
import { GRAPH, MACHINE } from './defender-fixtures';
import { useDefender } from './directory';

const { start, graph, more } = useDefender();
const ALERTS = '/v1.0/security/alerts_v2';
const SINCE = '2026-11-24T06:00:00.1234567Z';
const page = (...items: unknown[]) => ({ '@odata.context': 'c', value: items });
const alertAt = (id: string, lastUpdateDateTime: string, rest = {}) => ({ id, title: id, lastUpdateDateTime, evidence: [], ...rest });

describe('listing alerts', () => {
  const query = { $filter: `lastUpdateDateTime ge ${SINCE}`, $orderby: 'lastUpdateDateTime asc', $top: '50' };

  it('asks from the boundary itself, ascending, for new enumeration members, and expands nothing', async () => {
    graph().get(ALERTS).query(query).matchHeader('prefer', 'include-unknown-enum-members').reply(200, page());
    await expect(start().defender.listAlerts({ since: SINCE, top: 50 }, PERSON)).resolves.toEqual({ alerts: [], full: false });
  });

  it('keeps the service’s own time strings and sorts by all their digits', async () => {
    const times = ['2026-11-24T06:00:01.9Z', '2026-11-24T06:00:01.1234567Z', '2026-11-24T06:00:01.1234561Z', '2026-11-24T06:00:01Z'];
    graph()
      .get(ALERTS)
      .query(query)
      .reply(200, page(...times.map((time, n) => alertAt(`a${n}`, time))));
    const { alerts } = await start().defender.listAlerts({ since: SINCE, top: 50 }, PERSON);
    expect(alerts.map((alert) => alert.updatedAt)).toEqual([times[3], times[2], times[1], times[0]]);
  });

  it('is full when the page is, or when a next link says so; the link itself is not followed', async () => {
    graph()
      .get(ALERTS)
      .query({ ...query, $top: '2' })
      .reply(200, page(alertAt('a', SINCE), alertAt('b', SINCE)));
    const { defender } = start();
    expect((await defender.listAlerts({ since: SINCE, top: 2 }, PERSON)).full).toBe(true);
    more(GRAPH)
      .get(ALERTS)
      .query(query)
      .reply(200, { value: [alertAt('a', SINCE)], '@odata.nextLink': 'https://evil.example/next' });
    expect((await defender.listAlerts({ since: SINCE, top: 50 }, PERSON)).full).toBe(true);
  });

  it('knows that Graph gives at most 1,000, and skips within one instant when asked', async () => {
    graph()
      .get(ALERTS)
      .query({ ...query, $top: '1000', $skip: '1000' })
      .reply(200, page());
    await start().defender.listAlerts({ since: SINCE, top: 5_000, skip: 1_000 }, PERSON);
  });

  it('fails as a whole when the answer is no list, so that the cursor stays', async () => {
    graph().get(ALERTS).query(query).reply(200, { message: 'hello' });
    expect((await errorOf(start().defender.listAlerts({ since: SINCE, top: 50 }, PERSON))).code).toBe('bad_answer');
  });

  it('counts a broken item as part of the page, leaves it out, and says so without quoting it', async () => {
    graph()
      .get(ALERTS)
      .query({ ...query, $top: '3' })
      .reply(200, page(alertAt('a', SINCE), 'canary', { title: 'canary, no id' }));
    const { defender, log } = start();
    const { alerts, full } = await defender.listAlerts({ since: SINCE, top: 3 }, PERSON);
    expect([alerts.map((alert) => alert.id), full]).toEqual([['a'], true]);
    const warnings = log.lines.filter((line) => line.level === 'warn');
    expect(warnings.map((line) => line.facts)).toEqual([{ tenant: 'contoso', skipped: { alert: 2 } }]);
    expect(JSON.stringify(warnings)).not.toContain('canary');
  });

  it('sends no time that is none', async () => {
    const error = await errorOf(start().defender.listAlerts({ since: "2026' or 1 eq 1", top: 5 }, PERSON));
    expect(error.code).toBe('bad_request');
  });
});

describe('one alert', () => {
  it('has an id that is opaque and cannot leave its place in the path', async () => {
    graph().get(`${ALERTS}/..%2F..%2Fincidents%3F%24top%3D1`).reply(200, alertAt('x', SINCE));
    await start().defender.getAlert('../../incidents?$top=1', PERSON);
  });

  it('is changed by sending only what changes', async () => {
    graph()
      .patch(`${ALERTS}/da1_1`, { classification: 'truePositive' })
      .reply(200, alertAt('da1_1', SINCE, { classification: 'truePositive' }));
    const { classification } = await start().defender.updateAlert('da1_1', { classification: 'truePositive' }, PERSON);
    expect(classification).toBe('truePositive');
  });

  it('gets a comment by a post of its own, sent once', async () => {
    graph()
      .post(`${ALERTS}/da1_1/comments`, { '@odata.type': 'microsoft.graph.security.alertComment', comment: 'hi' })
      .reply(502, '<html>');
    expect((await errorOf(start().defender.commentAlert('da1_1', 'hi', PERSON))).code).toBe('outcome_unknown');
  });
});

it('follows a merged incident to the one that goes on', async () => {
  graph().get('/v1.0/security/incidents/7').reply(200, { id: '7', redirectIncidentId: 9, displayName: 'x', status: 'redirected' });
  expect((await start().defender.getIncident('7', PERSON)).id).toBe('9');
});

describe('hunting', () => {
  const RUN = '/v1.0/security/runHuntingQuery';

  it('keeps columns and rows as written, without type notes', async () => {
    graph()
      .post(RUN, { Query: 'DeviceInfo | take 1', Timespan: 'P1D' })
      .reply(200, { schema: [{ name: 'Id', type: 'Int64' }, null], results: [{ Id: 1, 'Id@odata.type': '#Int64', DeviceId: MACHINE }, 7] });
    const { defender, log } = start();
    await expect(defender.hunt('DeviceInfo | take 1', 'P1D', PERSON)).resolves.toEqual({
      columns: [{ name: 'Id', type: 'Int64' }],
      rows: [{ Id: 1, DeviceId: MACHINE }],
    });
    expect(log.lines.at(-1)?.facts).toEqual({ tenant: 'contoso', skipped: { column: 1, row: 1 } });
  });

  it('is told apart from a wrong query when the query is too heavy, and not repeated', async () => {
    graph()
      .post(RUN)
      .reply(400, { error: { code: 'BadRequest', message: 'Query execution has exceeded the allowed limits. It was preempted.' } });
    const error = await errorOf(start().defender.hunt('x', 'P1D', PERSON));
    expect([error.code, error.retry]).toEqual(['query_too_heavy', 'never']);
  });

  it('is a read: repeated after a gateway page', async () => {
    graph().post(RUN).reply(502, '<html>').post(RUN).reply(200, { schema: [], results: [] });
    await expect(start().defender.hunt('x', 'P1D', PERSON)).resolves.toEqual({ columns: [], rows: [] });
  });
});
