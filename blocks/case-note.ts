import type { KnownBlock } from '@slack/types';
import type { CaseSaid } from '../src/core/case-record';
import { section } from './budget';
import { changesText, DID, personName } from './case-words';
import { untrusted } from './kit';

type Said<W extends CaseSaid['what']> = Extract<CaseSaid, { what: W }>;

/** One row per thing said. */
const LINES: { [W in CaseSaid['what']]: (said: Said<W>) => string } = {
  act: ({ verb, by }) => `${personName(by)} ${DID[verb]}.`,
  assigned: ({ by, to }) => `${personName(by)} assigned it to ${personName(to)}.`,
  closed: ({ by, as, comment }) => `${personName(by)} closed it${as ? ` as ${untrusted(as, 120)}` : ''}: ${untrusted(comment, 800)}`,
  noted: ({ by, text, inThread }) =>
    inThread ? `Kept as a note of ${personName(by)}.` : `Note of ${personName(by)}: ${untrusted(text, 800)}`,
  portal: ({ changes, comments }) => {
    const written = comments.map(({ by, text }) => `comment by ${untrusted(by ?? 'somebody', 80)}: ${untrusted(text, 400)}`);
    return `*In Defender:* ${[changesText(changes), ...written].filter(Boolean).join('; ')}`;
  },
  conflict: ({ winner, by, verb, theirs }) => {
    const both = `${personName(by)} ${DID[verb]} here, and somebody set ${changesText(theirs)} in Defender.`;
    return winner === 'defender'
      ? `*Two at once:* ${both} Defender's change is the newer one and stands. If that is wrong, press the button on the card again.`
      : `*Two at once:* ${both} What was done here is the newer one and stands, in Defender too.`;
  },
  not_written: ({ by, verb, why }) =>
    `⚠️ Defender does not have that ${personName(by)} ${DID[verb]}. ${untrusted(why, 400)} It stands here; please set it in Defender's portal.`,
  delayed: ({ why }) => `Defender does not have this yet: ${untrusted(why, 300)} Tocsin keeps trying; there is nothing to do.`,
};

/** One line on triage in the card's thread: who did what, and what came of it. */
export function caseNote(said: CaseSaid): { text: string; blocks: KnownBlock[] } {
  const line = (LINES[said.what] as (said: CaseSaid) => string)(said);
  return { text: line, blocks: [section(line)] };
}
