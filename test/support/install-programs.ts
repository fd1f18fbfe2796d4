import { ensureProgram } from '../../playground/system-package';

/** Before any worker starts, since two that install at once would wait for each other's package lock. */
module.exports = () => {
  ensureProgram('redis-server', 'redis-server');
  ensureProgram('chromium', 'chromium');
};
