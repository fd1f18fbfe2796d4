import type { ConfirmationDialog } from '@slack/types';
import { useMemo, useState } from 'preact/hooks';
import { Directory } from '../surface/directory';
import { Ask } from '../surface/surface';
import type { Acts } from './acts';
import { act, control } from './api';
import { ConfirmDialog } from './confirm-dialog';
import { ControlPanel } from './control-panel';
import { Main } from './main-column';
import { Modal } from './modal';
import { Sidebar } from './sidebar';
import { ThreadPane } from './thread-pane';
import { Toasts, useToasts } from './toasts';
import { useControl } from './use-control';
import { useWhere } from './use-where';

/** Room for the controls beside the messages, and for a thread as well. */
const WIDE = '(min-width: 1440px)';
const WIDEST = '(min-width: 1720px)';

interface Question {
  confirm: ConfirmationDialog;
  answer(agreed: boolean): void;
}

/** The whole page: who is acting, where they are, and what lies over it. */
export function App() {
  const { me, here, channel, thread, snapshot, live, refresh, setThread, go, become } = useWhere();
  const [menuOpen, setMenuOpen] = useState(false);
  const [panelOpen, setPanelOpen] = useState(() => matchMedia(WIDE).matches);
  const [question, setQuestion] = useState<Question>();
  const { toasts, say, dismiss } = useToasts();
  const controls = useControl();

  const acts: Acts = {
    send: async (what) => {
      if (!me) return;
      const result = await act({ ...what, as: me });
      const notice = (await refresh())?.notice;
      if (notice) say(notice, 'bad');
      else if (!result.ok) say(`Slack refused it: ${result.error ?? 'no reason given'}`, 'bad');
    },
  };
  const ask = useMemo(
    () => (confirm: ConfirmationDialog) =>
      new Promise<boolean>((resolve) => {
        setQuestion({
          confirm,
          answer: (agreed) => {
            setQuestion(undefined);
            resolve(agreed);
          },
        });
      }),
    [],
  );
  const directory = useMemo(() => {
    const names = new Map<string, string>();
    for (const one of [...(snapshot?.people ?? []), ...(snapshot?.channels ?? [])]) names.set(one.id, one.name);
    return { nameOf: (id: string) => names.get(id), people: snapshot?.people ?? [] };
  }, [snapshot?.people, snapshot?.channels]);
  const onControl = async (path: string, body: unknown, done: string) => {
    const result = await control(path, body);
    if (!result.ok) say(result.error ?? 'The demo refused it.', 'bad');
    else if (done) say(done);
    await controls.refresh();
  };

  if (!snapshot || !here || !me) return <p class="empty">{live ? 'Opening the workspace…' : 'The local Slack does not answer yet.'}</p>;
  const top = snapshot.views.at(-1);
  return (
    <Directory.Provider value={directory}>
      <Ask.Provider value={ask}>
        <div
          class={`app ${panelOpen && controls.state ? 'with-panel' : ''} ${thread ? 'with-thread' : ''}`}
          inert={Boolean(top ?? question)}
        >
          <Sidebar
            snapshot={snapshot}
            me={me}
            place={here}
            open={menuOpen}
            onPlace={(next) => {
              go(next);
              setMenuOpen(false);
            }}
            onPerson={(id) => {
              become(id);
              setMenuOpen(false);
            }}
            onClose={() => setMenuOpen(false)}
          />
          {menuOpen && (
            <button type="button" class="scrim narrow-only" aria-label="Close channel list" onClick={() => setMenuOpen(false)} />
          )}
          <Main
            snapshot={snapshot}
            place={here}
            live={live}
            control={controls.state}
            panelOpen={panelOpen}
            acts={acts}
            onMenu={() => setMenuOpen(true)}
            onPanel={() => setPanelOpen(!panelOpen)}
            onThread={(ts) => {
              setThread(ts);
              if (!matchMedia(WIDEST).matches) setPanelOpen(false);
            }}
            onRestart={() => void onControl('bot', { do: 'restart' }, 'Tocsin is restarting')}
          />
          {thread && channel && (
            <ThreadPane snapshot={snapshot} channel={channel} ts={thread} acts={acts} onClose={() => setThread(undefined)} />
          )}
          {panelOpen && controls.state && (
            <ControlPanel
              state={controls.state}
              connected={snapshot.botConnected}
              onControl={onControl}
              onClose={() => setPanelOpen(false)}
            />
          )}
        </div>
        {top && <Modal key={top.id} page={top} depth={snapshot.views.length - 1} covered={Boolean(question)} acts={acts} />}
        {question && <ConfirmDialog confirm={question.confirm} onAnswer={question.answer} />}
        <Toasts toasts={toasts} onDismiss={dismiss} />
      </Ask.Provider>
    </Directory.Provider>
  );
}
