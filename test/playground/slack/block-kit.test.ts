import type { Surface } from '../../../playground/slack/block-kit/rule';
import { validateBlocks, validateView } from '../../../playground/slack/block-kit/validate';

type Json = Record<string, unknown>;

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const long = (length: number) => 'x'.repeat(length);
const section = (text: string) => ({ type: 'section', text: mrkdwn(text) });
const button = (more: Json = {}) => ({ type: 'button', text: plain('Go'), action_id: 'go', ...more });
const actions = (...elements: Json[]) => ({ type: 'actions', elements });
const option = (value: string, text = value) => ({ text: plain(text), value });
const options = (count: number) => Array.from({ length: count }, (_, index) => option(`v${index}`));
const select = (more: Json = {}) => ({ type: 'static_select', action_id: 'pick', options: options(2), ...more });
const input = (element: Json, more: Json = {}) => ({ type: 'input', label: plain('Label'), element, ...more });
const text = (more: Json = {}) => ({ type: 'plain_text_input', action_id: 'text', ...more });
const rich = (...elements: Json[]) => ({ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] });
const modal = (blocks: Json[], more: Json = {}) => ({ type: 'modal', title: plain('Title'), submit: plain('Send'), blocks, ...more });

const faults = (block: Json | Json[], surface: Surface = 'message') =>
  validateBlocks([block].flat(), surface, '/blocks').map(({ message, pointer }) => `${message} @${pointer}`);

/** Fine at the limit, one fault one past it. */
const limits: [string, (size: number) => Json, number, string][] = [
  ['section text', (size) => section(long(size)), 3000, 'must be less than 3001 characters @/blocks/0/text/text'],
  [
    'section field',
    (size) => ({ type: 'section', fields: [mrkdwn(long(size))] }),
    2000,
    'must be less than 2001 characters @/blocks/0/fields/0/text',
  ],
  [
    'section fields',
    (size) => ({ type: 'section', fields: Array(size).fill(mrkdwn('x')) }),
    10,
    'no more than 10 items allowed @/blocks/0/fields',
  ],
  ['header', (size) => ({ type: 'header', text: plain(long(size)) }), 150, 'must be less than 151 characters @/blocks/0/text/text'],
  [
    'context',
    (size) => ({ type: 'context', elements: Array(size).fill(mrkdwn('x')) }),
    10,
    'no more than 10 items allowed @/blocks/0/elements',
  ],
  [
    'actions',
    (size) => actions(...Array.from({ length: size }, (_, index) => button({ action_id: `a${index}` }))),
    25,
    'no more than 25 items allowed @/blocks/0/elements',
  ],
  [
    'button text',
    (size) => actions(button({ text: plain(long(size)) })),
    75,
    'must be less than 76 characters @/blocks/0/elements/0/text/text',
  ],
  ['button value', (size) => actions(button({ value: long(size) })), 2000, 'must be less than 2001 characters @/blocks/0/elements/0/value'],
  [
    'button url',
    (size) => actions(button({ url: `https://${long(size - 8)}` })),
    3000,
    'must be less than 3001 characters @/blocks/0/elements/0/url',
  ],
  [
    'action_id',
    (size) => actions(button({ action_id: long(size) })),
    255,
    'must be less than 256 characters @/blocks/0/elements/0/action_id',
  ],
  ['block_id', (size) => ({ type: 'divider', block_id: long(size) }), 255, 'must be less than 256 characters @/blocks/0/block_id'],
  ['options', (size) => actions(select({ options: options(size) })), 100, 'no more than 100 items allowed @/blocks/0/elements/0/options'],
  [
    'option text',
    (size) => actions(select({ options: [option('v', long(size))] })),
    75,
    'must be less than 76 characters @/blocks/0/elements/0/options/0/text/text',
  ],
  [
    'option value',
    (size) => actions(select({ options: [option(long(size), 'text')] })),
    75,
    'must be less than 76 characters @/blocks/0/elements/0/options/0/value',
  ],
  [
    'overflow',
    (size) => actions({ type: 'overflow', action_id: 'more', options: options(size) }),
    5,
    'no more than 5 items allowed @/blocks/0/elements/0/options',
  ],
  [
    'radio buttons',
    (size) => actions({ type: 'radio_buttons', action_id: 'one', options: options(size) }),
    10,
    'no more than 10 items allowed @/blocks/0/elements/0/options',
  ],
  [
    'placeholder',
    (size) => actions(select({ placeholder: plain(long(size)) })),
    150,
    'must be less than 151 characters @/blocks/0/elements/0/placeholder/text',
  ],
  [
    'confirm title',
    (size) => actions(button({ confirm: { title: plain(long(size)), text: plain('x'), confirm: plain('Yes'), deny: plain('No') } })),
    100,
    'must be less than 101 characters @/blocks/0/elements/0/confirm/title/text',
  ],
  [
    'confirm text',
    (size) => actions(button({ confirm: { title: plain('x'), text: mrkdwn(long(size)), confirm: plain('Yes'), deny: plain('No') } })),
    300,
    'must be less than 301 characters @/blocks/0/elements/0/confirm/text/text',
  ],
  [
    'confirm button',
    (size) => actions(button({ confirm: { title: plain('x'), text: mrkdwn('x'), confirm: plain(long(size)), deny: plain('No') } })),
    30,
    'must be less than 31 characters @/blocks/0/elements/0/confirm/confirm/text',
  ],
  ['input label', (size) => input(text(), { label: plain(long(size)) }), 2000, 'must be less than 2001 characters @/blocks/0/label/text'],
  ['input hint', (size) => input(text(), { hint: plain(long(size)) }), 2000, 'must be less than 2001 characters @/blocks/0/hint/text'],
  ['max_length', (size) => input(text({ max_length: size })), 3000, 'must be less than 3001 @/blocks/0/element/max_length'],
  [
    'alt_text',
    (size) => ({ type: 'image', image_url: 'https://x.test/a.png', alt_text: long(size) }),
    2000,
    'must be less than 2001 characters @/blocks/0/alt_text',
  ],
  ['markdown', (size) => ({ type: 'markdown', text: long(size) }), 12_000, 'must be less than 12001 characters @/blocks/0/text'],
  [
    'table rows',
    (size) => ({ type: 'table', rows: Array(size).fill([{ type: 'raw_text', text: 'x' }]) }),
    100,
    'no more than 100 items allowed @/blocks/0/rows',
  ],
  [
    'table cells',
    (size) => ({ type: 'table', rows: [Array(size).fill({ type: 'raw_text', text: 'x' })] }),
    20,
    'no more than 20 items allowed @/blocks/0/rows/0',
  ],
  ['card body', (size) => ({ type: 'card', body: mrkdwn(long(size)) }), 200, 'must be less than 201 characters @/blocks/0/body/text'],
  [
    'container blocks',
    (size) => ({ type: 'container', title: plain('x'), child_blocks: Array(size).fill(section('x')) }),
    10,
    'no more than 10 items allowed @/blocks/0/child_blocks',
  ],
];

test.each(limits)('%s', (_name, make, max, fault) => {
  expect(faults(make(max))).toEqual([]);
  expect(faults(make(max + 1))).toEqual([fault]);
});

test('a message has at most 50 blocks, a view 100', () => {
  expect(faults(Array(50).fill(section('x')))).toEqual([]);
  expect(faults(Array(51).fill(section('x')))).toEqual(['no more than 50 items allowed @/blocks']);
  expect(validateView(modal(Array(100).fill(section('x'))), 'modal')).toEqual([]);
  expect(validateView(modal(Array(101).fill(section('x'))), 'modal')).toMatchObject([{ pointer: '/view/blocks', constraint: '100' }]);
});

const refused: [string, Json | Json[], string][] = [
  ['unknown type', { type: 'nonsense' }, 'unsupported type: nonsense @/blocks/0/type'],
  ['inherited name as type', { type: 'constructor' }, 'unsupported type: constructor @/blocks/0/type'],
  ['no type', { text: plain('x') }, 'missing required field: type @/blocks/0'],
  ['empty text', section(''), 'must be more than 0 characters @/blocks/0/text/text'],
  ['section without text and fields', { type: 'section' }, 'missing required field: text @/blocks/0'],
  ['unknown field', { ...section('x'), colour: 'red' }, 'invalid additional property: colour @/blocks/0'],
  ['mrkdwn in a header', { type: 'header', text: mrkdwn('x') }, 'unsupported type: mrkdwn @/blocks/0/text/type'],
  ['mrkdwn on a button', actions(button({ text: mrkdwn('x') })), 'unsupported type: mrkdwn @/blocks/0/elements/0/text/type'],
  ['bare string as text', { type: 'section', text: 'x' }, 'must be an object @/blocks/0/text'],
  ['wrong style', actions(button({ style: 'green' })), 'must be one of: primary, danger @/blocks/0/elements/0/style'],
  ['script as url', actions(button({ url: 'javascript:alert(1)' })), 'invalid format @/blocks/0/elements/0/url'],
  ['no options', actions(select({ options: [] })), 'no fewer than 1 items allowed @/blocks/0/elements/0/options'],
  ['options missing', actions({ type: 'static_select', action_id: 'pick' }), 'missing required field: options @/blocks/0/elements/0'],
  ['empty actions', actions(), 'no fewer than 1 items allowed @/blocks/0/elements'],
  [
    'initial option that is not offered',
    actions(select({ initial_option: option('other') })),
    'initial option must exactly match one of the options @/blocks/0/elements/0',
  ],
  ['text input among actions', actions(text()), 'unsupported type: plain_text_input @/blocks/0/elements/0/type'],
  ['button in an input', input(button()), 'unsupported type: button @/blocks/0/element/type'],
  ['alert in a message', { type: 'alert', text: mrkdwn('x') }, 'unsupported type: alert is not allowed in a message @/blocks/0/type'],
  [
    'e-mail input in a message',
    input({ type: 'email_text_input', action_id: 'mail' }),
    'unsupported type: email_text_input is not allowed in a message @/blocks/0/element/type',
  ],
  [
    'action id twice in a block',
    actions(button(), button()),
    '`action_id` "go" already exists in this block @/blocks/0/elements/1/action_id',
  ],
  [
    'block id twice',
    [
      { type: 'divider', block_id: 'b' },
      { type: 'divider', block_id: 'b' },
    ],
    '`block_id` "b" already exists @/blocks/1/block_id',
  ],
  ['two tables', Array(2).fill({ type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] }), 'only 1 table allowed @/blocks'],
  ['image without source', { type: 'image', alt_text: 'x' }, 'missing required field: image_url @/blocks/0'],
  [
    'confirm without a button',
    actions(button({ confirm: { title: plain('x'), text: plain('y'), confirm: plain('Yes') } })),
    'missing required field: deny @/blocks/0/elements/0/confirm',
  ],
  [
    'lengths the wrong way round',
    input(text({ min_length: 5, max_length: 4 })),
    'min_length must not be greater than max_length @/blocks/0/element',
  ],
  ['rich text of no kind', rich({ type: 'bold', text: 'x' }), 'unsupported type: bold @/blocks/0/elements/0/elements/0/type'],
  ['card with nothing', { type: 'card' }, 'missing required field: hero_image @/blocks/0'],
];

test.each(refused)('refuses %s', (_name, block, fault) => {
  expect(faults(block)).toEqual([fault]);
});

test('the same action id in two blocks is fine', () => {
  expect(faults([actions(button()), actions(button())])).toEqual([]);
});

test('a table of more than 10,000 characters is refused', () => {
  const rows = Array(4).fill([{ type: 'raw_text', text: long(2501) }]);
  expect(faults({ type: 'table', rows })).toEqual(['must be less than 10001 characters @/blocks/0']);
});

test('markdown counts over all blocks', () => {
  const markdown = { type: 'markdown', text: long(6001) };
  expect(faults([markdown])).toEqual([]);
  expect(faults([markdown, markdown])).toHaveLength(1);
});

const ordinary: [string, Json][] = [
  [
    'rich text',
    rich({ type: 'text', text: 'a', style: { bold: true } }, { type: 'link', url: 'https://x.test' }, { type: 'user', user_id: 'U1' }),
  ],
  [
    'list',
    { type: 'rich_text', elements: [{ type: 'rich_text_list', style: 'bullet', elements: [{ type: 'rich_text_section', elements: [] }] }] },
  ],
  ['code', { type: 'rich_text', elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'x' }], border: 0 }] }],
  ['accessory', { ...section('x'), accessory: button({ style: 'danger', url: 'https://x.test' }) }],
  ['verbatim', { type: 'context', elements: [{ ...mrkdwn('x'), verbatim: true }, plain('y')] }],
  ['groups', actions({ type: 'static_select', action_id: 'pick', option_groups: [{ label: plain('A'), options: options(2) }] })],
  ['pickers', actions({ type: 'datepicker', action_id: 'd', initial_date: '2026-11-24' }, { type: 'users_select', action_id: 'u' })],
];

test.each(ordinary)('takes %s', (_name, block) => {
  for (const surface of ['message', 'modal', 'home'] as const) expect(faults(block, surface)).toEqual([]);
});

test.each(['title', 'submit', 'close'])('a modal has 24 characters for its %s', (name) => {
  expect(validateView(modal([section('x')], { [name]: plain(long(24)) }), 'modal')).toEqual([]);
  expect(validateView(modal([section('x')], { [name]: plain(long(25)) }), 'modal')).toEqual([
    { code: 'too_long', field: 'text', pointer: `/view/${name}/text`, constraint: '24', message: 'must be less than 25 characters' },
  ]);
});

test('views: what is required, and where what is allowed', () => {
  const messages = (view: Json, surface: 'modal' | 'home') =>
    validateView(view, surface).map((fault) => `${fault.message} @${fault.pointer}`);
  expect(messages(modal([input(text())], { submit: undefined }), 'modal')).toEqual(['missing required field: submit @/view']);
  expect(messages({ type: 'modal', blocks: [] }, 'modal')).toEqual(['missing required field: title @/view']);
  expect(messages(modal([]), 'home')).toContain('invalid additional property: title @/view');
  expect(messages(modal([{ type: 'markdown', text: 'x' }]), 'modal')).toEqual([
    'unsupported type: markdown is not allowed in a modal @/view/blocks/0/type',
  ]);
  expect(messages(modal([{ type: 'alert', text: mrkdwn(long(201)) }]), 'modal')).toEqual([
    'must be less than 201 characters @/view/blocks/0/text/text',
  ]);
  expect(messages(modal([], { private_metadata: long(3001) }), 'modal')).toEqual([
    'must be less than 3001 characters @/view/private_metadata',
  ]);
  const focused = input(text({ focus_on_load: true }));
  expect(messages(modal([focused, focused]), 'modal')).toEqual([
    'only one element may have `focus_on_load` @/view/blocks/1/element/focus_on_load',
  ]);
});
