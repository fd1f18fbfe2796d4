import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { messageBlocks, modalView } from '../support/all-blocks';
import { launchBrowser } from '../support/browser';
import { message, type PageFixture, startPageFixture } from '../support/page-fixture';
import { contrastFaults } from './contrast';

let browser: Browser;
let fixture: PageFixture;
let page: Page;
const failures: string[] = [];

async function open(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB', ...options });
  page = await context.newPage();
  page.on('pageerror', (error) => failures.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(fixture.url) && !request.url().startsWith('data:')) failures.push(`request to ${request.url()}`);
  });
  page.setDefaultTimeout(5000);
  await page.goto(fixture.url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

const openView = (errors: Record<string, string> = {}) => [{ id: 'V1', hash: 'h1', view: modalView, errors, busy: false }];
const card = () => page.getByRole('article').first();

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  fixture = await startPageFixture();
});
afterEach(async () => {
  await page.context().close();
  await fixture.stop();
  expect(failures.splice(0)).toEqual([]);
});

/** Waits until the page has done `count` things and answers the newest. */
async function newestAct(count = 1) {
  for (let tries = 0; fixture.acts.length < count && tries < 100; tries++) await page.waitForTimeout(20);
  expect(fixture.acts).toHaveLength(count);
  return fixture.acts.at(-1);
}

describe('cards', () => {
  test('every block is drawn, an unknown and a malformed one say so without taking the others along', async () => {
    fixture.snapshot.messages = [
      message({ blocks: messageBlocks, replies: 2, edited: true, attachments: [{ color: '#a30200', blocks: [messageBlocks[0]] }] }),
    ];
    await open();
    await card().getByRole('heading', { name: 'Suspicious <b>PowerShell</b> command line' }).first().waitFor();
    expect(await card().locator('strong', { hasText: 'High' }).count()).toBe(1);
    expect(await card().getByRole('link', { name: 'the portal' }).getAttribute('href')).toBe('https://example.com/a');
    expect(await card().locator('[data-mention=U0LEAD]').textContent()).toBe('@Lea');
    expect(await card().locator('[data-mention=C0OPS]').textContent()).toBe('#tocsin-ops');
    expect(await card().locator('[data-broadcast=channel]').textContent()).toBe('@channel');
    expect(await card().locator('pre').first().textContent()).toBe('powershell.exe -NoP -W Hidden -Enc SQBFAFgAIAAo <tag> &amp;');
    expect(await card().locator('blockquote').textContent()).toBe('quoted line');
    expect(await card().locator('.context').first().textContent()).toContain('*not bold*');
    expect(await card().locator('.rich-text').textContent()).toContain('Rich *literal* bold');
    expect(await card().getByRole('cell', { name: '3' }).count()).toBe(1);
    expect(await card().locator('.md-heading').textContent()).toBe('Summary');
    expect(await card().getByRole('img', { name: 'The bell' }).count()).toBe(1);
    expect(await card().locator('.attachment').getAttribute('data-color')).toBe('#a30200');
    expect(await card().locator('.unknown').allTextContents()).toEqual([
      'This page cannot draw “nonsense” blocks.',
      'A “section” block is malformed and could not be drawn.',
    ]);
    expect(await card().getByRole('button', { name: '2 replies' }).count()).toBe(1);
    expect(await card().getByText('(edited)').count()).toBe(1);
    const marked = await card()
      .locator('[data-action-id]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-action-id')));
    expect(new Set(marked)).toEqual(
      new Set(['a_overflow', 'a_plain', 'a_danger', 'a_confirm', 'a_link', 'a_script', 'a_select', 'a_date', 'a_checks', 'a_radio']),
    );
  });

  test('hostile text stays text', async () => {
    const hostile = [
      '<img src=x onerror=window.pwned=1><script>window.pwned=1</script>',
      '<javascript:window.pwned=1|click me> <data:text/html,x|data> <vbscript:x|vb>',
      '&lt;!channel&gt; &amp;lt;b&amp;gt;',
      '`<b>code</b>` *<i>bold</i>*',
    ].join('\n');
    fixture.snapshot.messages = [message({ text: hostile, blocks: [] }), message({ ts: '1795000001.000100', blocks: messageBlocks })];
    await open();
    await card().waitFor();
    const words = card().locator('.words');
    expect(await words.textContent()).toContain('<img src=x onerror=window.pwned=1><script>window.pwned=1</script>');
    expect(await words.textContent()).toContain('<javascript:window.pwned=1|click me>');
    expect(await words.textContent()).toContain('<!channel> &lt;b&gt;');
    expect(await words.locator('a, img, script, b, i, [data-broadcast]').count()).toBe(0);
    const links = await page.locator('a').evaluateAll((all) => all.map((one) => (one as unknown as { protocol: string }).protocol));
    expect(links.filter((protocol) => protocol !== 'https:')).toEqual([]);
    await page.locator('[data-action-id=a_script]').click();
    expect(await page.evaluate('window.pwned')).toBeUndefined();
  });

  test('a message for one person says so', async () => {
    fixture.snapshot.messages = [message({ text: 'Only responders of Contoso may do this.', ephemeral: true })];
    await open();
    await card().getByText('Only visible to you').waitFor();
  });
});

test('an answer for one person is brought into sight, wherever they pressed', async () => {
  const cards = [1, 2, 3].map((n) => message({ ts: `179500000${n}.000100`, blocks: messageBlocks }));
  fixture.snapshot.messages = cards;
  await open();
  await card().getByRole('button', { name: 'Contain host' }).click();
  const answer = message({ ts: '1795000009.000100', text: '🔴 Only responders may do this.', ephemeral: true });
  fixture.snapshot.messages = [...cards, answer];
  fixture.push();
  const words = page.getByText('Only responders may do this.');
  await words.waitFor();
  const inSight = `(() => {
    const box = document.querySelector('[data-ts="${answer.ts}"]')?.getBoundingClientRect();
    return box && box.top > 0 && box.bottom < innerHeight;
  })()`;
  await page.waitForFunction(inSight);
  expect(await words.textContent()).toBe('🔴 Only responders may do this.');
});

describe('what people press is sent as Slack would', () => {
  beforeEach(async () => {
    fixture.snapshot.messages = [message({ blocks: messageBlocks })];
    await open();
  });
  const at = { as: 'U0ANALYST', do: 'block_action', channel: 'C0SOC', messageTs: '1795000000.000100' };

  test('a button, by mouse and by keyboard', async () => {
    await page.getByRole('button', { name: 'Contain host' }).click();
    expect(await newestAct()).toMatchObject({ ...at, blockId: 'b_actions', actionId: 'a_danger', value: 'v2' });
    await page.getByRole('button', { name: 'Claim' }).focus();
    await page.keyboard.press('Enter');
    expect(await newestAct(2)).toMatchObject({ ...at, blockId: 'b_actions', actionId: 'a_plain', value: 'v1' });
  });

  test('menus, dates and choices, with the state of the others', async () => {
    await page.locator('[data-action-id=a_select]').selectOption('users');
    expect(await newestAct()).toMatchObject({ ...at, actionId: 'a_select', value: { value: 'users' } });
    await page.locator('[data-action-id=a_date]').fill('2026-12-01');
    expect(await newestAct(2)).toMatchObject({
      actionId: 'a_date',
      value: '2026-12-01',
      state: { b_actions: { a_select: { type: 'static_select', selected_option: { value: 'users' } } } },
    });
    await page.getByRole('checkbox', { name: 'Option two' }).check();
    expect(await newestAct(3)).toMatchObject({ actionId: 'a_checks', value: [{ value: 'two' }] });
    await page.getByRole('radio', { name: 'Option selective' }).check();
    expect(await newestAct(4)).toMatchObject({ actionId: 'a_radio', value: { value: 'selective' } });
  });

  test('an overflow menu, by keyboard alone', async () => {
    await page.locator('[data-action-id=a_overflow]').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Option copy' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await newestAct()).toMatchObject({ ...at, blockId: 'b_section', actionId: 'a_overflow', value: { value: 'open' } });
  });

  test('a confirm dialog stands between the press and the act', async () => {
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Close this?' });
    await dialog.getByRole('button', { name: 'Keep open' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(fixture.acts).toEqual([]);
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await dialog.getByRole('button', { name: 'Close it' }).click();
    expect(await newestAct()).toMatchObject({ ...at, actionId: 'a_confirm', value: 'v3' });
  });

  test('a refusal becomes a notice', async () => {
    fixture.answer = () => ({ ok: false, error: 'channel_not_found' });
    await page.getByRole('button', { name: 'Claim' }).click();
    await page.getByRole('status').getByText('channel_not_found').waitFor();
  });

  test('messages, slash commands, thread replies and message shortcuts', async () => {
    const box = page.getByRole('textbox', { name: 'Message #soc or /command' });
    await box.fill('hello');
    await box.press('Enter');
    expect(await newestAct()).toEqual({ as: 'U0ANALYST', do: 'post', channel: 'C0SOC', text: 'hello' });
    await box.fill('/md');
    await box.press('Tab');
    await box.pressSequentially('help');
    await box.press('Enter');
    expect(await newestAct(2)).toEqual({ as: 'U0ANALYST', do: 'command', channel: 'C0SOC', text: '/mde help' });
    await card().hover();
    await card().getByRole('button', { name: 'Message shortcuts' }).click();
    await page.getByRole('menuitem', { name: 'Look up indicators' }).click();
    expect(await newestAct(3)).toMatchObject({ do: 'shortcut', callbackId: 'look_up', messageTs: '1795000000.000100' });
    await card().getByRole('button', { name: 'Reply in thread' }).click();
    const thread = page.getByRole('complementary', { name: 'Thread' });
    await thread.getByRole('textbox', { name: 'Reply…' }).fill('on it');
    await thread.getByRole('textbox', { name: 'Reply…' }).press('Enter');
    expect(await newestAct(4)).toEqual({ as: 'U0ANALYST', do: 'post', channel: 'C0SOC', threadTs: '1795000000.000100', text: 'on it' });
  });

  test('whoever is chosen under “Act as” does the pressing', async () => {
    await page
      .getByRole('group', { name: 'Act as' })
      .getByRole('radio', { name: /responder/ })
      .check();
    await page.getByText('You act as Rui').waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Contain host' }).click();
    expect(await newestAct()).toMatchObject({ as: 'U0RESPONDER', actionId: 'a_danger' });
  });
});

describe('modals', () => {
  const dialog = () => page.getByRole('dialog', { name: 'Contain host' });
  const focusInside = () => dialog().evaluate((box) => box.contains(box.ownerDocument.activeElement));
  beforeEach(async () => {
    fixture.snapshot.messages = [message({ blocks: messageBlocks })];
    await open();
    await page.getByRole('button', { name: 'Contain host' }).click();
    await newestAct();
    fixture.snapshot.views = openView();
    fixture.push();
    await dialog().waitFor();
  });

  test('hold the focus both ways, close with Escape and give the focus back', async () => {
    const stops = new Set<string>();
    for (const key of [...Array(14).fill('Tab'), ...Array(4).fill('Shift+Tab')]) {
      await page.keyboard.press(key);
      expect(await focusInside()).toBe(true);
      stops.add(await page.evaluate('document.activeElement.outerHTML'));
    }
    expect(stops.size).toBeGreaterThan(7);
    await page.keyboard.press('Escape');
    expect(await newestAct(2)).toEqual({ as: 'U0ANALYST', do: 'close_view', viewId: 'V1' });
    fixture.snapshot.views = [];
    fixture.push();
    await dialog().waitFor({ state: 'detached' });
    expect(await page.evaluate('document.activeElement.dataset.actionId')).toBe('a_danger');
  });

  test('say what is missing, then send what was filled in, in Slack’s shape', async () => {
    await dialog().getByRole('button', { name: 'Contain host' }).click();
    await dialog().getByRole('alert').first().waitFor();
    expect(await dialog().getByRole('alert').allTextContents()).toEqual([
      'Please complete this required field.',
      'Please complete this required field.',
    ]);
    await dialog().getByLabel('Device').selectOption('d2');
    await dialog().getByLabel('Reason').fill('Hands on keyboard');
    await dialog().getByLabel('Hours').fill('24');
    await dialog().getByLabel('Who').selectOption('U0LEAD');
    await dialog().getByRole('checkbox', { name: 'Option lead' }).check();
    await dialog().getByRole('button', { name: 'Contain host' }).click();
    expect(await newestAct(2)).toMatchObject({
      do: 'submit_view',
      viewId: 'V1',
      state: {
        m_kind: { kind: { type: 'radio_buttons', selected_option: { value: 'full' } } },
        m_device: { device: { type: 'static_select', selected_option: { value: 'd2' } } },
        m_reason: { reason: { type: 'plain_text_input', value: 'Hands on keyboard' } },
        m_hours: { hours: { type: 'number_input', value: '24' } },
        m_url: { url: { type: 'url_text_input', value: null } },
        m_who: { who: { type: 'users_select', selected_user: 'U0LEAD' } },
        m_checks: { checks: { type: 'checkboxes', selected_options: [{ value: 'lead' }] } },
      },
    });
  });

  test('show the bot’s errors at the field and keep what was typed when the view is updated', async () => {
    await dialog().getByLabel('Reason').fill('Because');
    fixture.snapshot.views = openView({ m_reason: 'A reason has ten characters or more.' });
    fixture.push();
    await dialog().getByText('A reason has ten characters or more.').waitFor();
    expect(await dialog().getByLabel('Reason').getAttribute('aria-invalid')).toBe('true');
    expect(await dialog().getByLabel('Reason').inputValue()).toBe('Because');
  });
});

describe('where the page opens', () => {
  test('where most has happened, and after a reload where it was, as whoever it was', async () => {
    fixture.snapshot.channels = fixture.snapshot.channels.map((one) => ({ ...one, unread: { C0SOC: 1, C0CONTOSO: 4 }[one.id] ?? 0 }));
    await open();
    await page.getByRole('heading', { level: 1, name: '◇ contoso' }).waitFor();
    await page.locator('[data-channel=C0OPS]').click();
    await page.getByRole('group', { name: 'Act as' }).getByRole('radio', { name: /^Lea/ }).check();
    await page.getByText('You act as Lea').waitFor({ state: 'attached' });
    await page.reload();
    await page.getByRole('heading', { level: 1, name: '# tocsin-ops' }).waitFor();
    await page.getByText('You act as Lea').waitFor({ state: 'attached' });
  });
});

describe('the control panel', () => {
  test('plays stories and makes trouble', async () => {
    await open();
    await page.getByRole('button', { name: 'Demo controls' }).click();
    const panel = page.getByRole('complementary', { name: 'Demo controls' });
    await panel.getByRole('button', { name: /web shell/ }).click();
    await page.getByText('Playing “Linux: web shell”').waitFor();
    await panel.getByRole('button', { name: 'Defender throttled' }).click();
    await page.getByText('Defender is throttled now').waitFor();
    expect(fixture.controls).toEqual([
      { path: 'defender/play', body: { story: 'web-shell', tenant: 'contoso' } },
      { path: 'defender/fault', body: { kind: 'throttled' } },
    ]);
  });

  test('a bot that ended is said, with its last lines and a way to start it', async () => {
    fixture.snapshot.botConnected = false;
    fixture.control.bot = { state: 'exited', ending: 'exit code 1', lastLines: ['redis is gone'] };
    await open();
    await page.getByText('Tocsin has stopped (exit code 1).').waitFor();
    await page.getByText('Last lines of its log').click();
    await page.getByText('redis is gone').waitFor();
    await page.getByRole('button', { name: 'Restart Tocsin' }).click();
    await page.getByText('Tocsin is restarting').waitFor();
    expect(fixture.controls).toEqual([{ path: 'bot', body: { do: 'restart' } }]);
  });
});

describe('looks', () => {
  const narrow = { viewport: { width: 390, height: 844 } };
  const sideways = () => page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

  test('nothing scrolls sideways at 390 px, and the channel list is a drawer', async () => {
    fixture.snapshot.messages = [message({ blocks: messageBlocks })];
    await open(narrow);
    await card().waitFor();
    expect(await sideways()).toBe(0);
    expect(await card().evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
    expect(await page.getByRole('button', { name: 'soc', exact: true }).isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Open channel list' }).click();
    await page.getByRole('navigation', { name: 'Channels' }).getByRole('button', { name: 'tocsin-ops' }).click();
    await page.getByRole('heading', { level: 1, name: '# tocsin-ops' }).waitFor();
    fixture.snapshot.views = openView();
    fixture.push();
    await page.getByRole('dialog').waitFor();
    expect(await sideways()).toBe(0);
  });

  test.each(['light', 'dark'] as const)('every text of the %s page has a contrast of 4.5 or more', async (colorScheme) => {
    fixture.snapshot.messages = [
      message({ blocks: messageBlocks, replies: 1, edited: true }),
      message({ ts: '1795000002.0', text: 'quiet', ephemeral: true }),
    ];
    fixture.snapshot.channels[1] = { ...(fixture.snapshot.channels[1] as (typeof fixture.snapshot.channels)[number]), unread: 3 };
    await open({ colorScheme });
    await page.locator('[data-channel=C0SOC]').click();
    await card().waitFor();
    await page.getByRole('button', { name: 'Demo controls' }).click();
    expect(await contrastFaults(page)).toEqual([]);
    fixture.snapshot.views = openView({ m_reason: 'A reason has ten characters or more.' });
    fixture.push();
    await page.getByRole('dialog').waitFor();
    expect(await contrastFaults(page, '[role=dialog]')).toEqual([]);
  });
});
