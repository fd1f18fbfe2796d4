import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { startBot } from '../../../playground/demo/bot-process';

test('a bot that cannot start says why, with its log, and leaves nothing behind', async () => {
  const bot = await startBot({ env: {}, configYaml: 'tenants: 3\n' });
  try {
    await expect(bot.ready()).rejects.toThrow(/ended with exit code 78[\s\S]*tenants: is not a list/);
    expect(bot.ending()).toMatch(/^exit code/);
    expect(statSync(bot.logFile).mode & 0o077).toBe(0);
  } finally {
    await bot.stop();
  }
  expect(existsSync(dirname(bot.logFile))).toBe(false);
});
