import { validateBlocks, validateView } from '../block-kit/validate';
import { withMessages } from '../slack-error';
import type { Json } from '../state';
import { json } from './args';
import type { MethodTable } from './method';

const asList = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : []);

/** Needs no token; lists the faults of blocks, of a view or of a message. */
export const blockMethods: MethodTable = {
  'blocks.validate': {
    tier: 'special',
    token: 'none',
    run: (_core, args) => {
      const blocks = json(args, 'blocks', 'invalid_blocks_format');
      const view = json(args, 'view', 'invalid_arguments') as Json | undefined;
      const message = json(args, 'message', 'invalid_arguments') as Json | undefined;
      if (!blocks && !view && !message) throw withMessages('invalid_arguments', ['one of `blocks`, `view`, `message` is required']);
      const errors = blocks
        ? validateBlocks(asList(blocks), 'message', '/blocks')
        : view
          ? validateView(view, view.type === 'home' ? 'home' : 'modal')
          : validateBlocks(asList(message?.blocks), 'message', '/message/blocks');
      return { valid: errors.length === 0, errors };
    },
  },
};
