import type { Browser, Locator, Page } from 'playwright-core';
import { type Demo, startDemo } from '../../playground/demo/start-demo';
import { launchBrowser } from '../support/browser';

jest.setTimeout(120_000);

/** The whole demo as a person sees it: the built bot behind the page, clicked in Chromium. */
let demo: Demo;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  demo = await startDemo({ scenario: 'quiet', actionPaceMs: 1_500 });
  [browser] = await Promise.all([launchBrowser()]);
  page = await (await browser.newContext({ viewport: { width: 1280, height: 1000 }, locale: 'en-GB' })).newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(demo.url);
  demo.defender.play('hands-on-keyboard', 'contoso', { atOnce: true });
});
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

const become = async (user: string): Promise<void> => {
  await page.locator(`label:has(input[name=act-as][value=${user}])`).click();
  await page.locator('[data-channel=C0CONTOSOSOC]').click();
};
/** The newest card that can still be contained on this device. */
const cardOf = (device: string): Locator =>
  page
    .getByRole('article')
    .filter({ hasText: device })
    .filter({ has: page.locator('[data-action-id]') })
    .first();
const contain = (device: string) => cardOf(device).getByRole('button', { name: 'Contain host' });
const dialog = () => page.getByRole('dialog');
const isolations = () => demo.defender.requests.filter(({ method, path }) => method === 'POST' && /isolate$/.test(path));

const DEVICE = 'wks-fin-07';

it.each([
  ['an analyst', 'U0ANALYST', /Only responders of Contoso/],
  ['a customer', 'U0CUSTOMER', /responders|workspace/],
  ['an outsider', 'U0OUTSIDER', /workspace|another/],
])('refuses %s with a reason in words', async (_, user, words) => {
  await become(user);
  await contain(DEVICE).click();
  await page.getByText('Only visible to you').last().waitFor();
  await page.getByText(words).last().waitFor();
  expect(await dialog().count()).toBe(0);
  expect(isolations()).toEqual([]);
});

it('contains and releases the host for a responder, from the button to "confirmed on the device"', async () => {
  await become('U0RESPONDER');
  await contain(DEVICE).click();
  await dialog().getByText('Isolation cuts the device off').waitFor();
  expect(await dialog().textContent()).toContain('wks-fin-07.contoso.example');
  await dialog().getByRole('textbox').fill('Hands on keyboard, cutting it off');
  await dialog().getByRole('button', { name: 'Contain host' }).click();
  await dialog().getByText('Asked Defender to contain').waitFor();
  await page.keyboard.press('Escape');
  await cardOf(DEVICE).getByText('Contained: confirmed on the device').waitFor({ timeout: 30_000 });
  await cardOf(DEVICE).getByText('View thread').click();
  await page.getByText('Confirmed on the device').first().waitFor();

  await cardOf(DEVICE).getByRole('button', { name: 'Release host' }).click();
  await dialog().getByRole('textbox').fill('Cleaned and checked');
  await dialog().getByRole('button', { name: 'Release host' }).click();
  await dialog().getByText('Asked Defender to release').waitFor();
  await page.keyboard.press('Escape');
  await cardOf(DEVICE).getByText('Released: confirmed on the device').waitFor({ timeout: 30_000 });
  expect(isolations().map(({ path }) => path.split('/').at(-1))).toEqual(['isolate', 'unisolate']);
});
