import { type Browser, chromium } from 'playwright-core';
import { ensureProgram } from '../../playground/system-package';

/** Headless Chromium with a profile of its own that talks to nobody but the page. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: ensureProgram('chromium', 'chromium'),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
