import type { Page } from 'playwright-core';

/** Runs in the page: WCAG contrast of every visible text against the first opaque ground behind it. */
const measure = `(scope) => {
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((part) => (part / 255 <= 0.03928 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const parts = (colour) => { const n = colour.match(/[\\d.]+/g).map(Number); return { rgb: n.slice(0, 3), alpha: n[3] ?? 1 }; };
  const over = (top, under) => top.rgb.map((part, i) => part * top.alpha + under[i] * (1 - top.alpha));
  const ground = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const layer = parts(getComputedStyle(at).backgroundColor);
      layers.push(layer);
      if (layer.alpha === 1) break;
    }
    return layers.reverse().reduce((under, layer) => over(layer, under), [255, 255, 255]);
  };
  const faults = [];
  const walker = document.createTreeWalker(document.querySelector(scope), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility({ visibilityProperty: true }) || element.closest('.visually-hidden, .emoji, :disabled, option')) continue;
    const below = ground(element);
    const ink = over(parts(getComputedStyle(element).color), below);
    const [high, low] = [luminance(ink), luminance(below)].sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    if (ratio < 4.5) faults.push(node.data.trim().slice(0, 40) + ': ' + ratio.toFixed(2));
  }
  return faults;
}`;

/** Texts whose contrast is under 4.5 (WCAG 2.2 AA for body text), as "text: ratio". */
export function contrastFaults(page: Page, scope = 'body'): Promise<string[]> {
  return page.evaluate(`(${measure})(${JSON.stringify(scope)})`);
}
