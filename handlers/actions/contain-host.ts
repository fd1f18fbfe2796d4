import type { Deps } from '../deps';
import { openPrompt } from './open-prompt';

export const containHost = (deps: Deps) => openPrompt(deps, 'contain_host');
