import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PageMessage, Snapshot } from '../../slack/page-api';
import type { Acts } from './acts';
import { Message } from './message';

interface ListProps {
  /** Changes with the channel or thread: the list then starts at its newest message. */
  identity: string;
  messages: PageMessage[];
  shortcuts: Snapshot['shortcuts'];
  acts: Acts;
  onThread?(ts: string): void;
  label: string;
}

const day = (ts: string) =>
  new Intl.DateTimeFormat('en', { weekday: 'long', month: 'long', day: 'numeric' }).format(new Date(Number(ts) * 1000));

/** Follows new messages while the reader is at the end, and otherwise says that there are some. */
export function MessageList({ identity, messages, shortcuts, acts, onThread, label }: ListProps) {
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [below, setBelow] = useState(false);
  const newest = messages.at(-1)?.ts;
  const answer = messages.findLast((message) => message.ephemeral)?.ts;
  const toEnd = () => box.current?.scrollTo({ top: box.current.scrollHeight });
  useLayoutEffect(() => {
    atEnd.current = true;
    setBelow(false);
    toEnd();
  }, [identity]);
  useLayoutEffect(() => {
    if (atEnd.current) toEnd();
    else if (newest) setBelow(true);
  }, [newest]);
  // An answer to this person alone, a refusal for instance, is brought into sight: it came at the end, wherever they pressed.
  useLayoutEffect(() => {
    if (answer) toEnd();
  }, [answer]);
  useLayoutEffect(() => {
    const inner = box.current?.firstElementChild;
    if (!inner) return;
    const watcher = new ResizeObserver(() => atEnd.current && toEnd());
    watcher.observe(inner);
    return () => watcher.disconnect();
  }, []);
  const scrolled = () => {
    const list = box.current;
    if (!list) return;
    atEnd.current = list.scrollHeight - list.scrollTop - list.clientHeight < 60;
    if (atEnd.current) setBelow(false);
  };
  return (
    <div class="list-frame">
      <div class="list" ref={box} onScroll={scrolled} role="log" aria-label={label} aria-live="polite" aria-relevant="additions">
        <div>
          {messages.map((message, index) => (
            <div key={message.ts + message.ephemeral}>
              {onThread && day(message.ts) !== day(messages[index - 1]?.ts ?? '0') && <p class="day">{day(message.ts)}</p>}
              <Message message={message} shortcuts={shortcuts} acts={acts} onThread={onThread} />
            </div>
          ))}
        </div>
      </div>
      {below && (
        <button type="button" class="new-below" onClick={toEnd}>
          New messages ↓
        </button>
      )}
    </div>
  );
}
