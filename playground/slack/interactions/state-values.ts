import type { Json } from '../state';

interface ElementState {
  /** Where the element's value stands in payloads. */
  field: string;
  /** Where it stands in the element before anything was typed. */
  initial: string;
  /** What stands there when nothing is chosen. */
  empty: unknown;
}

const one = (field: string, initial: string): ElementState => ({ field, initial, empty: null });
const many = (field: string, initial: string): ElementState => ({ field, initial, empty: [] });

/** Elements that hold a value, and how payloads show it. */
export const elementStates: Readonly<Record<string, ElementState>> = {
  plain_text_input: one('value', 'initial_value'),
  email_text_input: one('value', 'initial_value'),
  url_text_input: one('value', 'initial_value'),
  number_input: one('value', 'initial_value'),
  rich_text_input: one('rich_text_value', 'initial_value'),
  static_select: one('selected_option', 'initial_option'),
  external_select: one('selected_option', 'initial_option'),
  radio_buttons: one('selected_option', 'initial_option'),
  users_select: one('selected_user', 'initial_user'),
  channels_select: one('selected_channel', 'initial_channel'),
  conversations_select: one('selected_conversation', 'initial_conversation'),
  datepicker: one('selected_date', 'initial_date'),
  timepicker: one('selected_time', 'initial_time'),
  datetimepicker: one('selected_date_time', 'initial_date_time'),
  checkboxes: many('selected_options', 'initial_options'),
  multi_static_select: many('selected_options', 'initial_options'),
  multi_external_select: many('selected_options', 'initial_options'),
  multi_users_select: many('selected_users', 'initial_users'),
  multi_channels_select: many('selected_channels', 'initial_channels'),
  multi_conversations_select: many('selected_conversations', 'initial_conversations'),
  file_input: many('files', 'initial_files'),
};

const objects = (value: unknown): Json[] =>
  (Array.isArray(value) ? value : [value]).filter((item): item is Json => typeof item === 'object' && item !== null);

export interface Placed {
  block: Json;
  element: Json;
}

/** Every element of the blocks that a person can act on, children of containers and cards among them. */
export function placedElements(blocks: unknown): Placed[] {
  return objects(blocks).flatMap((block) => {
    const children = [block.elements, block.accessory, block.element, block.actions].flatMap(objects);
    const own = children.filter((element) => typeof element.action_id === 'string').map((element) => ({ block, element }));
    return [...own, ...(block.type === 'carousel' ? placedElements(block.elements) : []), ...placedElements(block.child_blocks ?? [])];
  });
}

/** `state.values`: what each element holds, as given in `filled` or as it started. */
export function stateValues(view: Json, filled: Record<string, Record<string, unknown>> = {}): Record<string, Record<string, Json>> {
  const values: Record<string, Record<string, Json>> = {};
  for (const { block, element } of placedElements(view.blocks)) {
    const state = elementStates[String(element.type)];
    if (!state) continue;
    const blockId = String(block.block_id);
    const actionId = String(element.action_id);
    const initial = { type: element.type, [state.field]: element[state.initial] ?? state.empty };
    const given = filled[blockId]?.[actionId];
    values[blockId] = { ...values[blockId], [actionId]: { ...initial, ...(typeof given === 'object' ? given : {}) } };
  }
  return values;
}

/** The option objects of an element, those of groups among them. */
export function optionsOf(element: Json): Json[] {
  return [...objects(element.options ?? []), ...objects(element.option_groups ?? []).flatMap((group) => objects(group.options ?? []))];
}
