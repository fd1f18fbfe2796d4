/** Requests to be sent one after the other, each when the answer of the one before is read. */
export type BareRequests = { url: string; method: 'GET' | 'POST'; token: string; json?: unknown }[];

/** Milliseconds each took; `error` instead when one was refused. */
export type BareTimes = { ms: number[] } | { error: string };

/** A process of its own that sends what it is told with Node's own client, and takes the time. */
async function send(requests: BareRequests): Promise<BareTimes> {
  const ms: number[] = [];
  for (const { url, method, token, json } of requests) {
    const headers = { authorization: `Bearer ${token}`, ...(json ? { 'content-type': 'application/json; charset=utf-8' } : {}) };
    const begun = performance.now();
    const response = await fetch(url, { method, headers, body: json ? JSON.stringify(json) : undefined });
    const body = (await response.json()) as { ok?: boolean };
    ms.push(performance.now() - begun);
    if (!response.ok || body.ok === false)
      return { error: `${method} ${url}: HTTP ${response.status} ${JSON.stringify(body).slice(0, 300)}` };
  }
  return { ms };
}

process.on('message', (requests: BareRequests) => {
  send(requests)
    .catch((error: Error): BareTimes => ({ error: error.message }))
    .then((times) => process.send?.(times));
});
process.once('disconnect', () => process.exit(0));
