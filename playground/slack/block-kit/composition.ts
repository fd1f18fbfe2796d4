import { bool, type Check, choice, fault, isObject, list, type Rule, type Shape, shaped, str, typed, url } from './rule';

/** A text object: `plain_text` (with `emoji`) or `mrkdwn` (with `verbatim`). */
const textShapes = (max: number, min: number): Record<string, Shape> => ({
  plain_text: { fields: { text: str(max, { min }), emoji: bool }, required: ['text'] },
  mrkdwn: { fields: { text: str(max, { min }), verbatim: bool }, required: ['text'] },
});

export const anyText = (max: number): Rule => typed(textShapes(max, 1));
export const plainText = (max: number, min = 1): Rule => typed(textShapes(max, min), ['plain_text']);
export const mrkdwn = (max: number): Rule => typed(textShapes(max, 1), ['mrkdwn']);

/** Asked before an element acts: title 100, text 300, buttons 30. */
export const confirm: Rule = shaped({
  fields: { title: plainText(100), text: anyText(300), confirm: plainText(30), deny: plainText(30), style: choice('primary', 'danger') },
  required: ['title', 'text', 'confirm', 'deny'],
});

const option = (text: Rule, more: Record<string, Rule> = {}): Rule =>
  shaped({ fields: { text, value: str(75), description: plainText(75), ...more }, required: ['text', 'value'] });

export const selectOption = option(plainText(75));
export const overflowOption = option(plainText(75), { url: url() });
/** Radio buttons and checkboxes may use mrkdwn. */
export const richOption = shaped({
  fields: { text: anyText(75), value: str(75), description: anyText(75) },
  required: ['text', 'value'],
});

export const optionGroup = shaped({ fields: { label: plainText(75), options: list(selectOption, 100) }, required: ['label', 'options'] });

export const conversationFilter = shaped({
  fields: {
    include: list(choice('im', 'mpim', 'private', 'public'), 4),
    exclude_external_shared_channels: bool,
    exclude_bot_users: bool,
  },
});

export const dispatchConfig = shaped({ fields: { trigger_actions_on: list(choice('on_enter_pressed', 'on_character_entered'), 2) } });

/** An image is a URL or a Slack file, not both, not neither. */
export const imageSource: Shape['fields'] = {
  image_url: url(),
  slack_file: shaped({ fields: { id: str(255), url: url() } }),
};

export const hasImageSource: Check = (node, pointer, walk) => {
  if (!node.image_url && !node.slack_file) fault(walk, 'missing_field', pointer, 'missing required field: image_url', 'image_url');
};

/** What is chosen at first must be among the choices. */
export const initialAmongOptions: Check = (node, pointer, walk) => {
  const groups = Array.isArray(node.option_groups) ? node.option_groups.filter(isObject) : [];
  const offered = [node.options, ...groups.map((group) => group.options)].flat().filter(isObject);
  const values = new Set(offered.map((one) => one.value));
  const chosen = [node.initial_option, ...(Array.isArray(node.initial_options) ? node.initial_options : [])].filter(isObject);
  if (chosen.every((one) => values.has(one.value))) return;
  fault(walk, 'invalid_value', pointer, 'initial option must exactly match one of the options');
};
