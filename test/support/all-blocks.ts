const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const option = (value: string) => ({ text: plain(`Option ${value}`), value });

/** One message with every block and element that a message may hold; ids name what they are. */
export const messageBlocks = [
  { type: 'header', block_id: 'b_header', text: plain('Suspicious <b>PowerShell</b> command line') },
  {
    type: 'section',
    block_id: 'b_section',
    text: mrkdwn('*High* on `wks-fin-07`: _script_ ~ignored~ <https://example.com/a|the portal> <@U0LEAD> <#C0OPS> <!channel>'),
    accessory: {
      type: 'overflow',
      action_id: 'a_overflow',
      options: [option('copy'), option('open')],
    },
  },
  {
    type: 'section',
    block_id: 'b_fields',
    fields: [
      '*Device*\nwks-fin-07',
      '*User*\nana.diaz',
      '*SHA-256*\n`9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08`',
    ].map(mrkdwn),
  },
  {
    type: 'section',
    block_id: 'b_code',
    text: mrkdwn('```powershell.exe -NoP -W Hidden -Enc SQBFAFgAIAAo &lt;tag&gt; &amp;amp;```\n&gt; quoted line'),
  },
  { type: 'divider' },
  {
    type: 'context',
    block_id: 'b_context',
    elements: [mrkdwn('Alert `da1`'), plain('*not bold*'), { type: 'image', image_url: '/assets/bell.svg', alt_text: 'Bell' }],
  },
  {
    type: 'actions',
    block_id: 'b_actions',
    elements: [
      { type: 'button', action_id: 'a_plain', text: plain('Claim'), value: 'v1' },
      { type: 'button', action_id: 'a_danger', text: plain('Contain host'), style: 'danger', value: 'v2' },
      {
        type: 'button',
        action_id: 'a_confirm',
        text: plain('Close'),
        style: 'primary',
        value: 'v3',
        confirm: {
          title: plain('Close this?'),
          text: mrkdwn('It can be *reopened*.'),
          confirm: plain('Close it'),
          deny: plain('Keep open'),
          style: 'danger',
        },
      },
      { type: 'button', action_id: 'a_link', text: plain('Open in Defender'), url: 'https://security.example.com/alert/1' },
      { type: 'button', action_id: 'a_script', text: plain('Script'), url: 'javascript:window.pwned=1' },
      { type: 'static_select', action_id: 'a_select', placeholder: plain('Investigate'), options: [option('files'), option('users')] },
      { type: 'datepicker', action_id: 'a_date', placeholder: plain('Review on') },
      { type: 'checkboxes', action_id: 'a_checks', options: [option('one'), option('two')] },
      { type: 'radio_buttons', action_id: 'a_radio', options: [option('full'), option('selective')] },
    ],
  },
  { type: 'image', block_id: 'b_image', image_url: '/assets/bell.svg', alt_text: 'The bell', title: plain('Process tree') },
  {
    type: 'rich_text',
    block_id: 'b_rich',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'Rich *literal* ' },
          { type: 'text', text: 'bold', style: { bold: true } },
          { type: 'link', url: 'javascript:alert(1)', text: 'bad' },
        ],
      },
      { type: 'rich_text_list', style: 'bullet', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'item' }] }] },
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'cmd /c whoami' }] },
    ],
  },
  {
    type: 'table',
    block_id: 'b_table',
    column_settings: [{ align: 'left' }, { align: 'right' }],
    rows: [
      [
        { type: 'raw_text', text: 'Device' },
        { type: 'raw_text', text: 'Alerts' },
      ],
      [
        { type: 'raw_text', text: 'wks-fin-07' },
        { type: 'raw_number', value: 3, text: '3' },
      ],
    ],
  },
  {
    type: 'markdown',
    block_id: 'b_markdown',
    text: '# Summary\n\n**Two** devices, [portal](https://example.com/p), [bad](javascript:alert(1))\n\n- first\n- second',
  },
  { type: 'nonsense', block_id: 'b_unknown' },
  { type: 'section', block_id: 'b_broken', fields: 'not a list' },
];

/** A modal with every input. */
export const modalView = {
  type: 'modal',
  callback_id: 'contain',
  title: plain('Contain host'),
  submit: plain('Contain host'),
  close: plain('Cancel'),
  blocks: [
    { type: 'section', block_id: 'm_text', text: mrkdwn('*wks-fin-07* (Windows 11) is cut off from the network.') },
    {
      type: 'input',
      block_id: 'm_kind',
      label: plain('Isolation'),
      element: { type: 'radio_buttons', action_id: 'kind', options: [option('full'), option('selective')], initial_option: option('full') },
    },
    {
      type: 'input',
      block_id: 'm_device',
      label: plain('Device'),
      element: { type: 'static_select', action_id: 'device', placeholder: plain('Choose a device'), options: [option('d1'), option('d2')] },
    },
    {
      type: 'input',
      block_id: 'm_reason',
      label: plain('Reason'),
      hint: plain('Shown in the audit.'),
      element: { type: 'plain_text_input', action_id: 'reason', multiline: true, min_length: 5 },
    },
    {
      type: 'input',
      block_id: 'm_hours',
      optional: true,
      label: plain('Hours'),
      element: { type: 'number_input', action_id: 'hours', is_decimal_allowed: false },
    },
    { type: 'input', block_id: 'm_url', optional: true, label: plain('Ticket'), element: { type: 'url_text_input', action_id: 'url' } },
    { type: 'input', block_id: 'm_who', optional: true, label: plain('Who'), element: { type: 'users_select', action_id: 'who' } },
    {
      type: 'input',
      block_id: 'm_checks',
      optional: true,
      label: plain('Tell'),
      element: { type: 'checkboxes', action_id: 'checks', options: [option('customer'), option('lead')] },
    },
  ],
};
