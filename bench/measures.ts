import { alertToCard } from './alert-to-card';
import { clickToAck } from './click-to-ack';
import { defenderCallsPerAlert } from './defender-calls-per-alert';
import type { Measure } from './measure';
import { messagesPerAlert } from './messages-per-alert';
import { redisBytesPerAlert } from './redis-bytes-per-alert';
import { tenantsMemory } from './tenants-memory';

/** What `npm run bench -- NAME` knows, in the order it is run. */
export const measures: Record<string, Measure> = {
  'click-to-ack': clickToAck,
  'alert-to-card': alertToCard,
  'defender-calls-per-alert': defenderCallsPerAlert,
  'redis-bytes-per-alert': redisBytesPerAlert,
  'tenants-memory': tenantsMemory,
  'messages-per-alert': messagesPerAlert,
};
