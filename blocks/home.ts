import type { HomeView } from '@slack/types';
import { context, section } from './budget';
import { helpText, type Who, whoamiText } from './help';
import { plain } from './kit';
import { limits } from './limits';

/** The Home tab of somebody of our own workspace: who you are here, what you may do, and where help is. */
export function homeView(who: Omit<Who, 'ownWorkspace'>): HomeView {
  return {
    type: 'home',
    blocks: [
      { type: 'header', text: plain('Tocsin', limits.header) },
      section(whoamiText({ ...who, ownWorkspace: true })),
      { type: 'divider' },
      section(helpText()),
      context('Detections come into their channels by themselves; nothing has to be asked for.'),
    ],
  };
}
