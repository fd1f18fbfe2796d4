import {
  confirm,
  conversationFilter,
  dispatchConfig,
  hasImageSource,
  imageSource,
  initialAmongOptions,
  optionGroup,
  overflowOption,
  plainText,
  richOption,
  selectOption,
} from './composition';
import { richText } from './rich-text';
import { bool, type Check, choice, fault, integer, isObject, list, number, type Rule, type Shape, shaped, str, url } from './rule';

/** Unique within its block (docs.slack.dev/reference/block-kit/block-elements). */
const actionId: Rule = (value, pointer, walk) => {
  str(255)(value, pointer, walk);
  if (typeof value !== 'string') return;
  if (walk.actionIds.has(value)) fault(walk, 'duplicate_action_id', pointer, `\`action_id\` "${value}" already exists in this block`);
  walk.actionIds.add(value);
};

/** At most one element of a view takes the focus. */
const focus: Rule = (value, pointer, walk) => {
  bool(value, pointer, walk);
  if (value === true && ++walk.focused > 1) fault(walk, 'duplicate_focus', pointer, 'only one element may have `focus_on_load`', 1);
};

const base = { action_id: actionId };
const asked = { ...base, confirm };
const input = { ...base, placeholder: plainText(150), focus_on_load: focus };
const select = { ...input, confirm };
const ids = list(str(255), 100, 0);
const most = { max_selected_items: integer(1, 1000) };
const options = { options: list(selectOption, 100), option_groups: list(optionGroup, 100) };

const eitherOptions: Check = (node, pointer, walk) => {
  if (!node.options === !node.option_groups) {
    fault(
      walk,
      'missing_field',
      pointer,
      node.options ? 'only one of options and option_groups is allowed' : 'missing required field: options',
    );
  }
  initialAmongOptions(node, pointer, walk);
};

const rangeOf =
  (low: string, high: string): Check =>
  (node, pointer, walk) => {
    if (Number(node[low] ?? Number.NEGATIVE_INFINITY) > Number(node[high] ?? Number.POSITIVE_INFINITY)) {
      fault(walk, 'invalid_value', pointer, `${low} must not be greater than ${high}`);
    }
  };

const feedback = shaped({ fields: { text: plainText(75), value: str(2000), accessibility_label: str(75) }, required: ['text', 'value'] });
const textInput = { ...input, initial_value: str(3000, { min: 0 }), dispatch_action_config: dispatchConfig };
const decimal = str(40, { pattern: /^-?\d+(\.\d+)?$/ });
/** Carried by buttons in messages, home and modals alike. */
const buttonFields = { ...asked, text: plainText(75), style: choice('primary', 'danger'), accessibility_label: str(75) };

/** Every element type: fields and their limits, what is required, and the surfaces where not all three allow it. */
export const elements: Readonly<Record<string, Shape>> = {
  button: { fields: { ...buttonFields, url: url(), value: str(2000, { min: 0 }) }, required: ['text'] },
  workflow_button: {
    surfaces: ['message'],
    fields: {
      ...buttonFields,
      workflow: (value, pointer, walk) => void (isObject(value) || fault(walk, 'invalid_type', pointer, 'must be an object')),
    },
    required: ['text', 'workflow'],
  },
  icon_button: {
    surfaces: ['message'],
    fields: {
      ...asked,
      icon: choice('trash'),
      text: plainText(75),
      value: str(2000, { min: 0 }),
      accessibility_label: str(75),
      visible_to_user_ids: ids,
    },
    required: ['icon', 'text'],
  },
  feedback_buttons: {
    surfaces: ['message'],
    fields: { ...base, positive_button: feedback, negative_button: feedback },
    required: ['positive_button', 'negative_button'],
  },
  checkboxes: {
    fields: { ...asked, focus_on_load: focus, options: list(richOption, 10), initial_options: list(richOption, 10) },
    required: ['options'],
    check: initialAmongOptions,
  },
  radio_buttons: {
    fields: { ...asked, focus_on_load: focus, options: list(richOption, 10), initial_option: richOption },
    required: ['options'],
    check: initialAmongOptions,
  },
  overflow: { fields: { ...asked, options: list(overflowOption, 5) }, required: ['options'] },
  static_select: { fields: { ...select, ...options, initial_option: selectOption }, check: eitherOptions },
  multi_static_select: { fields: { ...select, ...options, ...most, initial_options: list(selectOption, 100) }, check: eitherOptions },
  external_select: { fields: { ...select, initial_option: selectOption, min_query_length: integer(0, 1000) } },
  multi_external_select: { fields: { ...select, ...most, initial_options: list(selectOption, 100), min_query_length: integer(0, 1000) } },
  users_select: { fields: { ...select, initial_user: str(255) } },
  multi_users_select: { fields: { ...select, ...most, initial_users: ids } },
  channels_select: { fields: { ...select, initial_channel: str(255), response_url_enabled: bool } },
  multi_channels_select: { fields: { ...select, ...most, initial_channels: ids } },
  conversations_select: {
    fields: {
      ...select,
      initial_conversation: str(255),
      default_to_current_conversation: bool,
      response_url_enabled: bool,
      filter: conversationFilter,
    },
  },
  multi_conversations_select: {
    fields: { ...select, ...most, initial_conversations: ids, default_to_current_conversation: bool, filter: conversationFilter },
  },
  datepicker: { fields: { ...select, initial_date: str(10, { pattern: /^\d{4}-\d\d-\d\d$/ }) } },
  timepicker: { fields: { ...select, initial_time: str(5, { pattern: /^\d\d:\d\d$/ }), timezone: str(255) } },
  datetimepicker: {
    surfaces: ['message', 'modal'],
    fields: { ...asked, focus_on_load: focus, initial_date_time: integer(1e9, 9_999_999_999) },
  },
  plain_text_input: {
    fields: { ...textInput, multiline: bool, min_length: integer(0, 3000), max_length: integer(1, 3000) },
    check: rangeOf('min_length', 'max_length'),
  },
  email_text_input: { surfaces: ['modal'], fields: textInput },
  url_text_input: { surfaces: ['modal'], fields: textInput },
  number_input: {
    surfaces: ['modal'],
    fields: { ...textInput, is_decimal_allowed: bool, initial_value: decimal, min_value: decimal, max_value: decimal },
    required: ['is_decimal_allowed'],
    check: rangeOf('min_value', 'max_value'),
  },
  file_input: { surfaces: ['modal'], fields: { ...base, filetypes: list(str(255), 100), max_files: integer(1, 10) } },
  rich_text_input: {
    surfaces: ['modal', 'home'],
    fields: {
      ...input,
      initial_value: richText,
      dispatch_action_config: dispatchConfig,
      min_lines: integer(1, 100),
      max_lines: integer(1, 100),
    },
    check: rangeOf('min_lines', 'max_lines'),
  },
  image: { fields: { ...imageSource, alt_text: str(2000) }, required: ['alt_text'], check: hasImageSource },
  url: { surfaces: ['message'], fields: { url: url(), text: str(3000) }, required: ['url', 'text'] },
};

/** Cells of tables. */
export const cells: Readonly<Record<string, Shape>> = {
  raw_text: { fields: { text: str(3000, { min: 0 }) }, required: ['text'] },
  raw_number: { fields: { value: number, text: str(3000, { min: 0 }) }, required: ['value'] },
};

const selects = Object.keys(elements).filter((type) => type.endsWith('_select'));
const pickers = ['datepicker', 'timepicker', 'checkboxes', 'radio_buttons'];

/** Which elements each place takes. */
export const places = {
  actions: ['button', 'workflow_button', 'overflow', 'datetimepicker', 'rich_text_input', ...pickers, ...selects],
  accessory: ['button', 'workflow_button', 'overflow', 'image', ...pickers, ...selects],
  input: [
    ...['plain_text_input', 'email_text_input', 'url_text_input', 'number_input', 'file_input', 'rich_text_input', 'datetimepicker'],
    ...pickers,
    ...selects,
  ],
  contextActions: ['feedback_buttons', 'icon_button'],
} as const;
