import { useEffect, useState } from 'preact/hooks';
import type { PageChannel } from '../../slack/page-api';
import { readAddress, writeAddress } from './address';
import { act } from './api';
import type { Place } from './sidebar';
import { useSnapshot } from './use-snapshot';

function busiestOf(channels: PageChannel[]): string | undefined {
  return channels.filter((one) => one.unread > 0).sort((a, b) => b.unread - a.unread)[0]?.id;
}

/** Who is acting and where on the page they are, with the snapshot of it; what is in sight counts as read. */
export function useWhere() {
  const [as, setAs] = useState(() => readAddress().as);
  const [place, setPlace] = useState<Place | undefined>(() => {
    const { channel: id } = readAddress();
    return id ? { kind: 'channel', id } : undefined;
  });
  const [first, setFirst] = useState<string>();
  const [thread, setThread] = useState<string>();
  const channel = place ? (place.kind === 'channel' ? place.id : undefined) : first;
  const { snapshot, live, refresh } = useSnapshot(as, channel, thread);

  const me = as ?? snapshot?.as;
  const mine = snapshot?.as === me;
  const newest = mine && snapshot?.channel === channel ? snapshot?.messages.at(-1)?.ts : undefined;
  const astray = mine && place?.kind === 'channel' && !snapshot?.channels.some((one) => one.id === place.id);

  // Until somebody chooses: the first channel, then the one where most has happened.
  const firstId = snapshot?.channels[0]?.id;
  const busiest = busiestOf(snapshot?.channels ?? []);
  useEffect(() => setFirst(firstId), [firstId]);
  useEffect(() => {
    if (!place && busiest) setPlace({ kind: 'channel', id: busiest });
  }, [place, busiest]);
  // Another person may not be in the channel that was open.
  useEffect(() => {
    if (astray) setPlace(undefined);
  }, [astray]);
  useEffect(() => writeAddress({ as, channel: place?.kind === 'channel' ? place.id : undefined }), [as, place]);
  useEffect(() => {
    if (me && channel && newest) void act({ as: me, do: 'read', channel });
  }, [me, channel, newest]);
  useEffect(() => {
    if (me && place?.kind === 'home') void act({ as: me, do: 'open_home' });
  }, [me, place?.kind]);

  return {
    me,
    here: place ?? (channel ? ({ kind: 'channel', id: channel } as const) : undefined),
    channel,
    thread,
    snapshot,
    live,
    refresh,
    setThread,
    go: (next: Place) => {
      setPlace(next);
      setThread(undefined);
    },
    become: (id: string) => {
      setAs(id);
      setThread(undefined);
    },
  };
}
