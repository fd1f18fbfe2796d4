/**
 * Slack's limits as its Python SDK and the doc comments of @slack/types 3.2 give them, written down apart from `blocks/limits.ts` so
 * that a wrong figure there is found.
 */
interface Part {
  type?: string;
  [key: string]: unknown;
}

const list = (value: unknown): Part[] => (Array.isArray(value) ? (value as Part[]) : []);

function textFaults(where: string, value: unknown, max: number, types: string[]): string[] {
  if (value === undefined) return [];
  const { type, text } = value as { type: string; text: string };
  const faults = types.includes(type) ? [] : [`${where}: ${type} not allowed`];
  if (typeof text !== 'string' || text.trim().length < 1) faults.push(`${where}: empty`);
  else if (text.length > max) faults.push(`${where}: ${text.length} > ${max}`);
  if (type === 'mrkdwn' && (value as { verbatim?: boolean }).verbatim !== true) faults.push(`${where}: mrkdwn without verbatim`);
  return faults;
}

const ANY = ['mrkdwn', 'plain_text'];
const PLAIN = ['plain_text'];

function idFaults(where: string, part: Part): string[] {
  return ['action_id', 'block_id'].flatMap((key) => (String(part[key] ?? 'x').length > 255 ? [`${where}: ${key} too long`] : []));
}

function elementFaults(where: string, element: Part): string[] {
  const faults = idFaults(where, element);
  if (element.type === 'button') {
    faults.push(...textFaults(`${where}.text`, element.text, 75, PLAIN));
    if (String(element.value ?? '').length > 2_000) faults.push(`${where}: value too long`);
    if (String(element.url ?? '').length > 3_000) faults.push(`${where}: url too long`);
  }
  if (element.type === 'radio_buttons') {
    const options = list(element.options);
    if (options.length < 1 || options.length > 10) faults.push(`${where}: ${options.length} options`);
    for (const option of options) {
      faults.push(
        ...textFaults(`${where}.option`, option.text, 75, ANY),
        ...textFaults(`${where}.description`, option.description, 75, ANY),
      );
      const value = String(option.value ?? '');
      if (value.length < 1 || value.length > 75) faults.push(`${where}: option value of ${value.length}`);
    }
    const initial = element.initial_option;
    if (initial && !options.some((option) => JSON.stringify(option) === JSON.stringify(initial)))
      faults.push(`${where}: initial option unknown`);
  }
  return faults;
}

function blockFaults(where: string, block: Part): string[] {
  const elements = list(block.elements);
  const fields = list(block.fields);
  const faults = idFaults(where, block);
  switch (block.type) {
    case 'header':
      return [...faults, ...textFaults(where, block.text, 150, PLAIN)];
    case 'section':
      if (!block.text && fields.length === 0) faults.push(`${where}: neither text nor fields`);
      if (fields.length > 10) faults.push(`${where}: ${fields.length} fields`);
      return [...faults, ...textFaults(where, block.text, 3_000, ANY), ...fields.flatMap((field) => textFaults(where, field, 2_000, ANY))];
    case 'context':
      if (elements.length < 1 || elements.length > 10) faults.push(`${where}: ${elements.length} elements`);
      return [...faults, ...elements.flatMap((element) => textFaults(where, element, 2_000, ANY))];
    case 'actions':
      if (elements.length < 1 || elements.length > 25) faults.push(`${where}: ${elements.length} elements`);
      return [...faults, ...elements.flatMap((element) => elementFaults(where, element))];
    case 'input':
      return [
        ...faults,
        ...textFaults(`${where}.label`, block.label, 2_000, PLAIN),
        ...textFaults(`${where}.hint`, block.hint, 2_000, PLAIN),
        ...elementFaults(where, block.element as Part),
      ];
    case 'divider':
      return faults;
    default:
      return [...faults, `${where}: block type ${block.type} not in the table`];
  }
}

function charactersOf(part: unknown): number {
  if (typeof part !== 'object' || part === null) return 0;
  return Object.entries(part).reduce(
    (sum, [key, value]) => sum + (key === 'text' && typeof value === 'string' ? value.length : charactersOf(value)),
    0,
  );
}

/** What Slack would refuse in a message, or nothing. */
export function messageFaults({ text, blocks }: { text: string; blocks: readonly unknown[] }): string[] {
  const faults = blocks.flatMap((block, index) => blockFaults(`/blocks/${index}`, block as Part));
  if (blocks.length < 1 || blocks.length > 50) faults.push(`${blocks.length} blocks`);
  if (charactersOf(blocks) > 12_000) faults.push(`${charactersOf(blocks)} characters in all`);
  if (text.trim() === '' || text.length > 4_000) faults.push(`text of ${text.length}`);
  if (/\n/.test(text)) faults.push('text of more than one line');
  return faults;
}

/** What Slack would refuse in a modal or Home view, or nothing. */
export function viewFaults(view: { [key: string]: unknown }): string[] {
  const blocks = list(view.blocks);
  const faults = blocks.flatMap((block, index) => blockFaults(`/blocks/${index}`, block));
  if (blocks.length < 1 || blocks.length > 100) faults.push(`${blocks.length} blocks`);
  for (const key of ['title', 'submit', 'close']) faults.push(...textFaults(key, view[key], 24, PLAIN));
  if (view.type === 'modal' && view.title === undefined) faults.push('no title');
  if (blocks.some(({ type }) => type === 'input') && view.submit === undefined) faults.push('inputs without submit');
  if (String(view.private_metadata ?? '').length > 3_000) faults.push('private_metadata too long');
  return faults;
}
