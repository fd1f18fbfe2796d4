import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Snapshot } from '../../slack/page-api';
import { fetchSnapshot } from './api';

/** The snapshot of one person's view of one channel, fetched again at every `changed`; `live` is false while the server cannot be reached. */
export function useSnapshot(as: string | undefined, channel: string | undefined, thread: string | undefined) {
  const [snapshot, setSnapshot] = useState<Snapshot>();
  const [live, setLive] = useState(true);
  const asked = useRef({ as, channel, thread });
  asked.current = { as, channel, thread };
  const running = useRef<Promise<Snapshot | undefined> | null>(null);
  const queued = useRef<Promise<Snapshot | undefined> | null>(null);

  /** One request at a time; whoever asks meanwhile shares the next one, so that it is never older than the question. */
  const refresh = useCallback((): Promise<Snapshot | undefined> => {
    const load = async () => {
      const question = asked.current;
      try {
        const next = await fetchSnapshot(question.as, question.channel, question.thread);
        if (question === asked.current || JSON.stringify(question) === JSON.stringify(asked.current)) setSnapshot(next);
        setLive(true);
        return next;
      } catch {
        setLive(false);
        return undefined;
      } finally {
        running.current = null;
      }
    };
    if (!running.current) {
      running.current = load();
      return running.current;
    }
    queued.current ??= running.current.then(() => {
      queued.current = null;
      return refresh();
    });
    return queued.current;
  }, []);

  useEffect(() => void refresh(), [as, channel, thread, refresh]);

  useEffect(() => {
    const events = new EventSource('/page/events');
    events.onmessage = () => void refresh();
    events.onerror = () => setLive(false);
    return () => events.close();
  }, [refresh]);

  return { snapshot, live, refresh };
}
