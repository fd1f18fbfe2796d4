import { anyText, hasImageSource, imageSource, mrkdwn, plainText } from './composition';
import { cells, elements, places } from './elements';
import { richText, richTextParts } from './rich-text';
import {
  bool,
  type Check,
  choice,
  fault,
  integer,
  isObject,
  list,
  type Rule,
  type Shape,
  shaped,
  str,
  typed,
  url,
  type Walk,
} from './rule';

/** A cell is raw text, a raw number or rich text. */
const cell: Rule = (value, pointer, walk) =>
  isObject(value) && value.type === 'rich_text' ? richText(value, pointer, walk) : typed(cells)(value, pointer, walk);

/** All text below a node, in characters. */
export function textLength(node: unknown): number {
  if (Array.isArray(node)) return node.reduce<number>((sum, item) => sum + textLength(item), 0);
  if (!isObject(node)) return 0;
  return Object.entries(node).reduce(
    (sum, [key, value]) => sum + (key === 'text' && typeof value === 'string' ? [...value].length : textLength(value)),
    0,
  );
}

const textAtMost =
  (max: number): Check =>
  (node, pointer, walk) => {
    if (textLength(node.rows) > max) fault(walk, 'too_long', pointer, `must be less than ${max + 1} characters`, max);
  };

const oneOf =
  (...names: string[]): Check =>
  (node, pointer, walk) => {
    if (names.every((name) => node[name] === undefined || node[name] === null)) {
      fault(walk, 'missing_field', pointer, `missing required field: ${names[0]}`, names.join('|'));
    }
  };

/** Markdown text counts over the whole payload. */
const markdownText: Rule = (value, pointer, walk) => {
  str(12_000)(value, pointer, walk);
  if (typeof value !== 'string') return;
  const before = walk.markdownLength;
  walk.markdownLength += [...value].length;
  if (before > 0 && walk.markdownLength > 12_000)
    fault(walk, 'too_long', pointer, 'must be less than 12001 characters in all markdown blocks', 12_000);
};

const image = typed(elements, ['image']);
const button = typed(elements, ['button']);
const card: Shape = {
  surfaces: ['message'],
  fields: {
    hero_image: image,
    icon: image,
    title: mrkdwn(150),
    subtitle: mrkdwn(150),
    body: mrkdwn(200),
    actions: list(button, 3),
  },
  check: oneOf('hero_image', 'title', 'actions', 'body'),
};
const taskCard: Shape = {
  surfaces: ['message'],
  fields: {
    task_id: str(255),
    title: str(3000),
    details: richText,
    output: richText,
    sources: list(typed(elements, ['url']), 100, 0),
    status: choice('pending', 'in_progress', 'complete', 'error'),
  },
  required: ['task_id', 'title', 'status'],
};

/** Every block type: fields and their limits, what is required, and the surfaces where not all three allow it. */
const blockTable: Readonly<Record<string, Shape>> = {
  section: {
    fields: { text: anyText(3000), fields: list(anyText(2000), 10), accessory: typed(elements, places.accessory), expand: bool },
    check: oneOf('text', 'fields'),
  },
  header: { fields: { text: plainText(150), level: integer(1, 4) }, required: ['text'] },
  divider: { fields: {} },
  context: {
    fields: {
      elements: list(
        (value, pointer, walk) => (isObject(value) && value.type === 'image' ? image : anyText(3000))(value, pointer, walk),
        10,
      ),
    },
    required: ['elements'],
  },
  actions: { fields: { elements: list(typed(elements, places.actions), 25) }, required: ['elements'] },
  context_actions: {
    surfaces: ['message'],
    fields: { elements: list(typed(elements, places.contextActions), 5) },
    required: ['elements'],
  },
  input: {
    fields: {
      label: plainText(2000),
      hint: plainText(2000),
      optional: bool,
      dispatch_action: bool,
      element: typed(elements, places.input),
    },
    required: ['label', 'element'],
  },
  image: { fields: { ...imageSource, alt_text: str(2000), title: plainText(2000) }, required: ['alt_text'], check: hasImageSource },
  rich_text: { fields: { elements: richTextParts }, required: ['elements'] },
  markdown: { surfaces: ['message'], fields: { text: markdownText }, required: ['text'] },
  video: {
    fields: {
      video_url: url(),
      thumbnail_url: url(),
      alt_text: str(2000),
      title: plainText(199),
      title_url: url(),
      author_name: str(49),
      provider_name: str(255),
      provider_icon_url: url(),
      description: plainText(200),
    },
    required: ['video_url', 'thumbnail_url', 'alt_text', 'title'],
  },
  table: {
    surfaces: ['message'],
    fields: {
      rows: list(list(cell, 20), 100),
      column_settings: list(shaped({ fields: { align: choice('left', 'center', 'right'), is_wrapped: bool } }), 20, 0),
    },
    required: ['rows'],
    check: textAtMost(10_000),
  },
  data_table: {
    surfaces: ['message', 'home'],
    fields: { rows: list(list(cell, 20), 201), caption: str(2000), page_size: integer(1, 100), row_header_column_index: integer(0, 19) },
    required: ['rows', 'caption'],
    check: textAtMost(20_000),
  },
  alert: {
    surfaces: ['modal'],
    fields: { text: anyText(200), level: choice('default', 'info', 'warning', 'error', 'success') },
    required: ['text'],
  },
  card,
  carousel: { surfaces: ['message'], fields: { elements: list(typed({ card }), 10) }, required: ['elements'] },
  container: {
    surfaces: ['message'],
    fields: {
      title: plainText(150),
      rich_text_title: richText,
      subtitle: anyText(150),
      icon: image,
      width: choice('narrow', 'standard', 'wide', 'full'),
      is_collapsible: bool,
      default_collapsed: bool,
      has_header_divider: bool,
      child_blocks: list((value, pointer, walk) => walkBlock(value, pointer, walk, childBlocks), 10),
    },
    required: ['child_blocks'],
    check: oneOf('title', 'rich_text_title'),
  },
  task_card: taskCard,
  plan: {
    surfaces: ['message'],
    fields: { title: str(3000), tasks: list(typed({ task_card: taskCard }), 100, 0) },
    required: ['title'],
  },
};

const childBlocks = ['actions', 'context', 'divider', 'header', 'image', 'input', 'rich_text', 'section', 'table', 'video'];

/** One block: its type, its surface, its fields, and a `block_id` no other block has. */
export function walkBlock(value: unknown, pointer: string, walk: Walk, allowed: readonly string[] = Object.keys(blockTable)): void {
  walk.actionIds = new Set();
  const { block_id: id, ...rest } = isObject(value) ? value : {};
  if (typeof rest.type === 'string') walk.blockTypes.push(rest.type);
  if (id !== undefined && id !== null) {
    str(255)(id, `${pointer}/block_id`, walk);
    if (walk.blockIds.has(String(id))) fault(walk, 'duplicate_block_id', `${pointer}/block_id`, `\`block_id\` "${id}" already exists`);
    walk.blockIds.add(String(id));
  }
  typed(blockTable, allowed)(isObject(value) ? rest : value, pointer, walk);
}
