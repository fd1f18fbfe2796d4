import { createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { freePort } from '../../../playground/redis';
import { TocsinError } from '../../../src/core/errors';
import { useHttpMock } from '../../support/http-mock';
import { errorOf, httpFor, limit, request } from './http-fixtures';

const mock = useHttpMock({ loopback: true });
const api = () => mock('https://api.example.com');
const networkError = (code: string) => Object.assign(new Error('canary'), { code });
const once = { method: 'POST', effect: 'once', body: '{}' } as const;

describe('an answer', () => {
  it('is parsed JSON, also behind a byte order mark', async () => {
    api().get('/api/things').query({ $filter: "name eq 'a b'" }).reply(200, '\uFEFF{"value":[1]}');
    await expect(httpFor().http.call(request({ query: { $filter: "name eq 'a b'" } }))).resolves.toEqual({ value: [1] });
  });

  it('may be empty', async () => {
    api().get('/api/things').reply(204);
    await expect(httpFor().http.call(request())).resolves.toBeUndefined();
  });

  it('of HTML with status 200 is a bad answer, and after a POST an unknown outcome', async () => {
    api().get('/api/things').reply(200, '<html>login</html>').post('/api/things').reply(201, '<html>');
    expect((await errorOf(httpFor().http.call(request()))).code).toBe('bad_answer');
    const lost = await errorOf(httpFor().http.call(request(once)));
    expect([lost.code, lost.retry]).toEqual(['outcome_unknown', 'reconcile']);
  });

  it('that unpacks to more than we hold is given up', async () => {
    api()
      .get('/api/things')
      .reply(200, gzipSync(Buffer.alloc(65 * 1024 * 1024, 32)), { 'content-encoding': 'gzip' });
    const error = await errorOf(httpFor().http.call(request()));
    expect([error.code, error.retry]).toEqual(['bad_answer', 'never']);
  });

  it('carries a client-request-id out', async () => {
    api()
      .get('/api/things')
      .matchHeader('client-request-id', /^[0-9a-f-]{36}$/)
      .reply(200, {});
    await httpFor().http.call(request());
  });
});

describe('where requests may go', () => {
  it.each(['//evil.example/x', 'https://evil.example/x', '/\\evil.example/x', 'api/things'])('refuses %s', async (path) => {
    expect((await errorOf(httpFor().http.call(request({ path })))).code).toBe('bug');
  });

  it('refuses http beyond loopback', async () => {
    const service = { name: 'X', base: 'http://api.example.com' };
    expect((await errorOf(httpFor().http.call(request({ service })))).code).toBe('bug');
  });

  it('follows no redirect, so the token stays here', async () => {
    api().get('/api/things').reply(302, '', { location: 'https://evil.example/' });
    expect((await errorOf(httpFor().http.call(request({ authorise: async () => 'secret-token' })))).code).toBe('bad_answer');
  });
});

describe('trying again', () => {
  it('repeats a read after 503 and a reset, with growing pauses, then gives the answer', async () => {
    api()
      .get('/api/things')
      .reply(503, '<html>')
      .get('/api/things')
      .replyWithError(networkError('ECONNRESET'))
      .get('/api/things')
      .reply(200, { ok: true });
    const { http, time, budget } = httpFor();
    await expect(http.call(request())).resolves.toEqual({ ok: true });
    expect(time.sleeps).toEqual([250, 500]);
    expect(budget.taken).toBe(3);
  });

  it('gives up a read after four tries', async () => {
    api().get('/api/things').times(4).reply(500, '');
    const error = await errorOf(httpFor().http.call(request()));
    expect([error.code, error.retry, error.facts.httpStatus]).toEqual(['service_unavailable', 'later', 500]);
  });

  it('gives up when the next try would be past the time for all', async () => {
    api().get('/api/things').reply(503, '', { 'retry-after': '20' });
    const { http, time } = httpFor();
    expect((await errorOf(http.call(request({ budgetMs: 5_000 })))).code).toBe('service_unavailable');
    expect(time.sleeps).toEqual([]);
  });

  it.each([
    ['a 500', (post: ReturnType<ReturnType<typeof api>['post']>) => post.reply(500, { error: { code: 'InternalServerError' } })],
    ['a gateway page', (post: ReturnType<ReturnType<typeof api>['post']>) => post.reply(502, '<html>502</html>')],
    ['a reset', (post: ReturnType<ReturnType<typeof api>['post']>) => post.replyWithError(networkError('ECONNRESET'))],
    ['silence', (post: ReturnType<ReturnType<typeof api>['post']>) => post.delay(500).reply(201, {})],
  ])('sends an action once: after %s its outcome is unknown', async (_what, answer) => {
    answer(api().post('/api/things'));
    const error = await errorOf(httpFor().http.call(request({ ...once, limit: { ...limit, timeoutMs: 100 } })));
    expect([error.code, error.retry]).toEqual(['outcome_unknown', 'reconcile']);
  });

  it('knows that nothing was sent where nobody listened or no such host is', async () => {
    const service = { name: 'Microsoft Defender', base: `http://127.0.0.1:${await freePort()}` };
    const closed = await errorOf(httpFor().http.call(request({ ...once, service })));
    expect([closed.code, closed.retry]).toEqual(['service_unavailable', 'later']);
    expect(closed.message).toContain('nothing was sent');
    api().post('/api/things').replyWithError(networkError('ENOTFOUND'));
    expect((await errorOf(httpFor().http.call(request(once)))).code).toBe('service_unavailable');
  });

  it('does not take a connection dropped after the request for "nothing was sent"', async () => {
    let seen = 0;
    const server = createServer((socket) =>
      socket.on('data', () => {
        seen++;
        socket.destroy();
      }),
    ).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    const service = { name: 'Microsoft Defender', base: `http://127.0.0.1:${port}` };
    expect((await errorOf(httpFor().http.call(request({ ...once, service })))).code).toBe('outcome_unknown');
    expect(seen).toBe(1);
    server.close();
  });

  it('asks again for an id seen before that is 404 for a moment, and only then', async () => {
    api()
      .get('/api/things')
      .times(2)
      .reply(404, { error: { code: 'ResourceNotFound', message: 'Machine x was not found' } });
    api().get('/api/things').reply(200, { id: 'x' });
    const { http, time } = httpFor();
    await expect(http.call(request({ retry404: true }))).resolves.toEqual({ id: 'x' });
    expect(time.sleeps).toEqual([600, 1_500]);
    api().get('/api/things').reply(404, {});
    expect((await errorOf(http.call(request()))).code).toBe('not_found');
    api().get('/api/things').times(3).reply(404, {});
    expect((await errorOf(http.call(request({ retry404: true })))).code).toBe('not_found');
  });
});

describe('throttling', () => {
  it('pauses everybody for Retry-After and tells a caller that cannot wait', async () => {
    api()
      .post('/api/things')
      .reply(429, { error: { code: 'TooManyRequests', message: 'quota' } }, { 'retry-after': '17' });
    const { http, budget } = httpFor();
    const error = await errorOf(http.call(request(once)));
    expect([error.code, error.retry, error.facts.retryAfterMs]).toEqual(['throttled', 'later', 17_000]);
    expect(budget.pauses).toEqual([17_000]);
    expect(error.facts.person).toContain('17 s');
  });

  it('repeats a read once the budget lets it', async () => {
    api().get('/api/things').reply(429, '', { 'retry-after': '3' }).get('/api/things').reply(200, { ok: 1 });
    const { http, budget } = httpFor();
    await expect(http.call(request())).resolves.toEqual({ ok: 1 });
    expect(budget.pauses).toEqual([3_000]);
  });
});

describe('while the shared budget is away', () => {
  const away = async (): Promise<never> => {
    throw new TocsinError({ code: 'store_unavailable', retry: 'later', message: 'away', person: 'p' });
  };
  const { http } = httpFor({ budget: { take: away, pause: away } });

  it.each([
    ['an action', once],
    ['a change', { method: 'PATCH', effect: 'repeatable', body: '{}' } as const],
  ])('%s is refused and nothing sent', async (_what, changes) => {
    expect((await errorOf(http.call(request(changes)))).code).toBe('store_unavailable');
  });

  it('a read and a hunt go on', async () => {
    api().get('/api/things').reply(200, {}).post('/api/things').reply(200, {});
    await http.call(request());
    await http.call(request({ method: 'POST', effect: 'none', body: '{}' }));
  });
});

describe('the token', () => {
  it('is renewed once on 401 and the request repeated once', async () => {
    mock('https://api.example.com').get('/api/things').matchHeader('authorization', 'Bearer old').reply(401, '');
    api().get('/api/things').matchHeader('authorization', 'Bearer new').reply(200, { ok: 1 });
    const asked: (string | undefined)[] = [];
    const authorise = async (refused?: string) => {
      asked.push(refused);
      return refused === 'old' ? 'new' : 'old';
    };
    await expect(httpFor().http.call(request({ authorise }))).resolves.toEqual({ ok: 1 });
    expect(asked).toEqual([undefined, 'old']);
  });

  it('is not renewed for ever', async () => {
    api()
      .get('/api/things')
      .times(2)
      .reply(401, { error: { code: 'Unauthorized', message: 'no', target: 'corr-1' } });
    const error = await errorOf(httpFor().http.call(request({ authorise: async () => 'token' })));
    expect([error.code, error.facts.correlationId]).toEqual(['credentials_rejected', 'corr-1']);
  });

  it('of an action is renewed too: a 401 was certainly not carried out', async () => {
    api().post('/api/things').reply(401, '').post('/api/things').reply(201, { id: 'a' });
    await expect(httpFor().http.call(request({ ...once, authorise: async (refused) => (refused ? 'b' : 'a') }))).resolves.toEqual({
      id: 'a',
    });
  });

  it('that does not come in time fails the call, nothing sent', async () => {
    const error = await errorOf(httpFor().http.call(request({ budgetMs: 30, authorise: () => new Promise<string>(() => undefined) })));
    expect([error.code, error.retry]).toEqual(['service_unavailable', 'later']);
  });

  it('and the body never stand in an error or a log line', async () => {
    const { http, log } = httpFor();
    const secret = { authorise: async () => 'canary-token', body: 'client_secret=canary-secret', headers: { cookie: 'canary-cookie' } };
    const answers = [() => api().get('/api/things').reply(500, ''), () => api().get('/api/things').replyWithError('boom canary')];
    for (const answer of answers) {
      for (let tries = 0; tries < 4; tries++) answer();
      const error = await errorOf(http.call(request(secret)));
      const everything = JSON.stringify([error, error.facts, error.stack, Object.getOwnPropertyNames(error), error.cause, log.lines]);
      expect(everything).not.toMatch(/canary/);
    }
  });
});
