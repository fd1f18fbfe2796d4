import nock from 'nock';

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[?::1\]?)(:\d+)?$/;

/**
 * The only way tests use nock. Closes the network for the tests of this file (with `loopback`, local servers stay reachable) and fails
 * a test that called something without a mock, or that left a mock unused, saying what to do. Returns `mock(base)` to add mocks.
 */
export function useHttpMock({ loopback = false } = {}): (base: string) => nock.Scope {
  const unexpected: string[] = [];
  const onNoMatch = (
    request: { method?: string; path?: string; host?: string; url?: string },
    options?: { method?: string; host?: string; path?: string },
  ) => {
    const host = options?.host ?? request.host ?? (request.url ? new URL(request.url).host : '');
    if (loopback && LOOPBACK.test(host)) return;
    unexpected.push(
      request.url ? `${request.method} ${request.url}` : `${options?.method ?? request.method} ${host}${options?.path ?? request.path}`,
    );
  };

  beforeAll(() => {
    if (!nock.isActive()) nock.activate();
    nock.disableNetConnect();
    if (loopback) nock.enableNetConnect(LOOPBACK);
    nock.emitter.on('no match', onNoMatch);
  });
  afterEach(() => {
    const unused = nock.pendingMocks();
    const missing = unexpected.splice(0);
    nock.abortPendingRequests();
    nock.cleanAll();
    if (missing.length > 0)
      throw new Error(`No mock for:\n  ${missing.join('\n  ')}\nAdd it with mock(base).get(path).reply(…), or do not send it.`);
    if (unused.length > 0)
      throw new Error(`Mocks never called:\n  ${unused.join('\n  ')}\nTake them out, or find out why the request was not sent.`);
  });
  afterAll(() => {
    nock.emitter.off('no match', onNoMatch);
    nock.cleanAll();
    nock.enableNetConnect();
    nock.restore();
  });
  return (base) => nock(base);
}
