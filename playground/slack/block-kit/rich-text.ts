import { bool, choice, integer, list, number, type Rule, type Shape, shaped, str, typed, url } from './rule';

const style = shaped({
  fields: { bold: bool, italic: bool, strike: bool, code: bool, underline: bool, highlight: bool, client_highlight: bool, unlink: bool },
});

const leaves: Readonly<Record<string, Shape>> = {
  text: { fields: { text: str(12_000, { min: 1 }), style }, required: ['text'] },
  link: { fields: { url: url(), text: str(3000), unsafe: bool, style }, required: ['url'] },
  user: { fields: { user_id: str(255), style }, required: ['user_id'] },
  usergroup: { fields: { usergroup_id: str(255), style }, required: ['usergroup_id'] },
  channel: { fields: { channel_id: str(255), style }, required: ['channel_id'] },
  team: { fields: { team_id: str(255), style }, required: ['team_id'] },
  broadcast: { fields: { range: choice('here', 'channel', 'everyone'), style }, required: ['range'] },
  emoji: { fields: { name: str(255), unicode: str(255), url: url(), skin_tone: number, style }, required: ['name'] },
  color: { fields: { value: str(40), style }, required: ['value'] },
  date: { fields: { timestamp: number, format: str(3000), url: url(), fallback: str(3000), style }, required: ['timestamp', 'format'] },
};

const anyLeaf = typed(leaves);
const border = integer(0, 1);
const section: Shape = { fields: { elements: list(anyLeaf, 1000, 0) }, required: ['elements'] };

const parts: Readonly<Record<string, Shape>> = {
  rich_text_section: section,
  rich_text_quote: { fields: { ...section.fields, border }, required: ['elements'] },
  rich_text_preformatted: {
    fields: { elements: list(typed(leaves, ['text', 'link']), 1000, 0), border, language: str(255) },
    required: ['elements'],
  },
  rich_text_list: {
    fields: {
      elements: list(typed({ rich_text_section: section }), 1000, 0),
      style: choice('bullet', 'ordered'),
      indent: integer(0, 8),
      offset: integer(0, 100_000),
      border,
    },
    required: ['elements', 'style'],
  },
};

export const richTextParts: Rule = list(typed(parts), 1000, 0);

/** A whole `rich_text` object, where another block carries one. */
export const richText: Rule = shaped({
  fields: { type: choice('rich_text'), elements: richTextParts, block_id: str(255) },
  required: ['type', 'elements'],
});
