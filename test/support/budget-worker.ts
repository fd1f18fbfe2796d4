import { createBudget } from '../../src/adapters/redis/budget';
import { createRequestClient } from '../../src/adapters/redis/client';
import type { BudgetRequest } from '../../src/ports/budget';
import { silentLog } from './silent-log';

/** A process that takes from the shared budget as fast as it may, with its clock off by `skewMs`. Bundled and forked by `budget.test.ts`. */
interface Task {
  url: string;
  request: BudgetRequest;
  skewMs: number;
  forMs: number;
}

/** One clock for all processes of a machine. */
const machineMs = (): number => Number(process.hrtime.bigint() / 1_000n) / 1_000;

async function work({ url, request, skewMs, forMs }: Task): Promise<void> {
  const realNow = Date.now;
  Date.now = () => realNow() + skewMs;
  const client = createRequestClient(url, silentLog());
  await client.connect();
  const budget = createBudget(client);
  const grants: number[] = [];
  const refusals: string[] = [];
  const end = machineMs() + forMs;
  while (machineMs() < end) {
    const answer = await budget.take(request).catch((error: { code: string }) => {
      refusals.push(error.code);
      return { granted: false, waitMs: 50 } as const;
    });
    if (answer.granted) grants.push(machineMs());
    else await new Promise((resolve) => setTimeout(resolve, Math.min(answer.waitMs, 500) + Math.random() * 20));
  }
  client.destroy();
  process.send?.({ grants, refusals }, () => process.exit(0));
}

process.once('message', (task) => void work(task as Task));
