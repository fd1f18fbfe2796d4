import { useEffect, useRef } from 'preact/hooks';
import type { Snapshot } from '../../slack/page-api';
import type { Acts } from './acts';
import { Composer } from './composer';
import { MessageList } from './message-list';

interface ThreadProps {
  snapshot: Snapshot;
  channel: string;
  ts: string;
  acts: Acts;
  onClose(): void;
}

export function ThreadPane({ snapshot, channel, ts, acts, onClose }: ThreadProps) {
  const closer = useRef<HTMLButtonElement>(null);
  useEffect(() => closer.current?.focus(), [ts]);
  const root = snapshot.messages.find((message) => message.ts === ts);
  const thread = snapshot.thread?.ts === ts ? snapshot.thread.messages : [];
  const messages = root && thread[0]?.ts !== ts ? [root, ...thread] : thread;
  return (
    <aside
      class="thread"
      aria-label="Thread"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <header class="bar">
        <h2>Thread</h2>
        <button type="button" class="tool" aria-label="Close thread" ref={closer} onClick={onClose}>
          ✕
        </button>
      </header>
      <MessageList identity={ts} messages={messages} shortcuts={snapshot.shortcuts} acts={acts} label="Thread" />
      <Composer channel={channel} threadTs={ts} place="Reply…" snapshot={snapshot} acts={acts} />
    </aside>
  );
}
