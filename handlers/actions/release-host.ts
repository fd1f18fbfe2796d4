import type { Deps } from '../deps';
import { openPrompt } from './open-prompt';

export const releaseHost = (deps: Deps) => openPrompt(deps, 'release_host');
