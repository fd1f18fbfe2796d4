import type { Json } from '../state';
import { walkBlock } from './blocks';
import { plainText } from './composition';
import { type BlockFault, bool, choice, fault, list, type Shape, type Surface, shaped, str, type Walk } from './rule';

export { textLength } from './blocks';

const most = { message: 50, modal: 100, home: 100 } as const;
/** How many blocks of a type one message may have. */
const mostOfType: Readonly<Record<string, number>> = { table: 1, data_visualization: 2 };

const newWalk = (surface: Surface): Walk => ({
  surface,
  faults: [],
  blockIds: new Set(),
  actionIds: new Set(),
  blockTypes: [],
  markdownLength: 0,
  focused: 0,
});

/** Faults of the blocks of a message, in the order Slack would list them; none when the list is fine. `at` is the pointer of the list. */
export function validateBlocks(blocks: readonly Json[], surface: Surface, at: string): BlockFault[] {
  const walk = newWalk(surface);
  list(walkBlock, most[surface], 0)(blocks, at, walk);
  for (const [type, max] of Object.entries(mostOfType)) {
    if (walk.blockTypes.filter((one) => one === type).length > max) fault(walk, 'too_many_items', at, `only ${max} ${type} allowed`, max);
  }
  return walk.faults;
}

const common: Shape['fields'] = {
  blocks: list((value, pointer, walk) => walkBlock(value, pointer, walk), 100, 0),
  private_metadata: str(3000, { min: 0 }),
  callback_id: str(255, { min: 0 }),
  external_id: str(255, { min: 0 }),
};

/** The two kinds of view; title, submit and close have 24 characters each. */
const views: Readonly<Record<'modal' | 'home', Shape>> = {
  modal: {
    fields: {
      ...common,
      type: choice('modal'),
      title: plainText(24),
      submit: plainText(24),
      close: plainText(24),
      clear_on_close: bool,
      notify_on_close: bool,
      submit_disabled: bool,
    },
    required: ['type', 'title', 'blocks'],
    check: (view, pointer, walk) => {
      if (walk.blockTypes.includes('input') && !view.submit)
        fault(walk, 'missing_field', pointer, 'missing required field: submit', 'submit');
    },
  },
  home: { fields: { ...common, type: choice('home') }, required: ['type', 'blocks'] },
};

/** Faults of a whole view; pointers start with `/view`. */
export function validateView(view: Json, surface: 'modal' | 'home'): BlockFault[] {
  const walk = newWalk(surface);
  shaped(views[surface])(view, '/view', walk);
  return walk.faults;
}
