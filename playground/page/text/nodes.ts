/** What every text of Slack's becomes before it is drawn: no HTML, no URL that may run code. */
export type TextNode =
  | { type: 'text'; text: string }
  | { type: 'bold' | 'italic' | 'strike' | 'code' | 'pre' | 'quote'; children: TextNode[] }
  | { type: 'link'; url: string; children: TextNode[] }
  | { type: 'mention'; kind: 'user' | 'channel' | 'group'; id: string; label?: string }
  /** Would notify everybody: drawn so that nobody can miss it. */
  | { type: 'broadcast'; range: string }
  | { type: 'date'; unix: number; format: string; fallback: string }
  | { type: 'emoji'; name: string }
  | { type: 'break' };

const LIVE = /^(https?:\/\/|mailto:|tel:)/i;

/** Only addresses of these schemes become live links; anything else stays text, as in Slack. */
export function isLiveUrl(url: unknown): url is string {
  return typeof url === 'string' && LIVE.test(url);
}

/** Slack escapes exactly three characters; decoded once, so `&amp;lt;` shows `&lt;`. */
export function decodeEntities(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_, name: string) => (name === 'amp' ? '&' : name === 'lt' ? '<' : '>'));
}
