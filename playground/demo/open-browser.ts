import { spawn } from 'node:child_process';

/** Opens the address where there is a screen to open it on; says nothing when that fails. */
export function openBrowser(url: string): void {
  const screen = process.platform === 'darwin' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!screen) return;
  const child = spawn(process.platform === 'darwin' ? 'open' : 'xdg-open', [url], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
