import type { KnownBlock } from '@slack/types';
import { context, section } from './budget';
import { inlineCode, untrusted } from './kit';

/** The bot's own trouble or recovery, for operators; `id` is also in the log. */
export function opsNotice(notice: { title: string; detail: string; remedy?: string; id: string; recovered?: boolean }): {
  text: string;
  blocks: KnownBlock[];
} {
  const { title, detail, remedy, id, recovered } = notice;
  const head = `${recovered ? '🟢 Recovered' : '🔴 Trouble'}: ${untrusted(title, 300)}`;
  return {
    text: `${head} ${untrusted(detail, 300)}`,
    blocks: [
      section(`${head}\n${untrusted(detail, 1_500)}${remedy ? `\n*What to do:* ${untrusted(remedy, 800)}` : ''}`),
      context(`Reference ${inlineCode(id, 80)} · Tocsin`),
    ],
  };
}
