import { doctorReport } from '../../blocks/doctor';
import { holds } from '../../src/core/roles';
import { examine } from '../../src/flows/examine';
import type { Verb } from './verb';

/** Whether sign-in, permissions, polling and channels of each tenant work, and how to mend what does not. For our own people only. */
export const doctor: Verb = async ({ flows }, call) => {
  if (call.team !== flows.workspace || !holds(call.user, 'analyst', flows.roles)) {
    return 'Only people with a role may examine tenants. `/mde whoami` says which you hold.';
  }
  return doctorReport(await examine(flows));
};
