import { randomBytes } from 'node:crypto';
import type { Clock } from '../ports/clock';

export const systemClock: Clock = {
  now: () => Date.now(),
  newId: () => randomBytes(13).toString('hex').slice(0, 20),
};
