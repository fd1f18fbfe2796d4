import type { Block, KnownBlock } from '@slack/types';

/** One element's entry in Slack's `state.values`: `type` and its value field. */
export interface ElementState {
  type: string;
  [field: string]: unknown;
}

export type StateValues = Record<string, Record<string, ElementState>>;

type Loose = Record<string, unknown> & { type: string; action_id?: string };

/** Which field of `state.values` holds the element's value, and which of the element its first value. */
const FIELDS: Record<string, [field: string, initial: string]> = {
  plain_text_input: ['value', 'initial_value'],
  number_input: ['value', 'initial_value'],
  url_text_input: ['value', 'initial_value'],
  email_text_input: ['value', 'initial_value'],
  static_select: ['selected_option', 'initial_option'],
  users_select: ['selected_user', 'initial_user'],
  radio_buttons: ['selected_option', 'initial_option'],
  checkboxes: ['selected_options', 'initial_options'],
  datepicker: ['selected_date', 'initial_date'],
};

/** The value in an element's state: a string, an option, options, a date, or nothing. */
export function valueIn(state: ElementState | undefined): unknown {
  const field = state && FIELDS[state.type]?.[0];
  return field ? state[field] : undefined;
}

export function stateOf(type: string, value: unknown): ElementState {
  const field = FIELDS[type]?.[0] ?? 'value';
  return { type, [field]: value ?? (type === 'checkboxes' ? [] : null) };
}

function elementsOf(block: KnownBlock | Block): Loose[] {
  const loose = block as unknown as { element?: Loose; elements?: Loose[]; accessory?: Loose };
  return [loose.element, loose.accessory, ...(block.type === 'actions' ? (loose.elements ?? []) : [])].filter((one) => one !== undefined);
}

/** `state.values` of blocks nobody has touched: every element that holds a value, with its first value or null, as Slack sends them. */
export function untouched(blocks: (KnownBlock | Block)[]): StateValues {
  const values: StateValues = {};
  for (const block of blocks) {
    for (const element of elementsOf(block)) {
      const fields = FIELDS[element.type];
      if (!fields || !block.block_id || !element.action_id) continue;
      values[block.block_id] = { ...values[block.block_id], [element.action_id]: stateOf(element.type, element[fields[1]]) };
    }
  }
  return values;
}

/** What people filled in, laid over the first values; entries of blocks that are gone are dropped. */
export function filledIn(blocks: (KnownBlock | Block)[], edits: StateValues): StateValues {
  const values = untouched(blocks);
  for (const [blockId, actions] of Object.entries(values)) {
    for (const [actionId, state] of Object.entries(actions)) {
      const edit = edits[blockId]?.[actionId];
      if (edit?.type === state.type) actions[actionId] = edit;
    }
  }
  return values;
}
