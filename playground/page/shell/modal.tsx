import type { KnownBlock, ModalView } from '@slack/types';
import { useState } from 'preact/hooks';
import type { PageView } from '../../slack/page-api';
import { Blocks } from '../blocks/block';
import { missingFields } from '../surface/missing-fields';
import { Surface, useSurface } from '../surface/surface';
import { Text } from '../text/text';
import type { Acts } from './acts';
import { Dialog } from './dialog';

interface ModalProps {
  page: PageView;
  /** Views below this one in the stack. */
  depth: number;
  covered: boolean;
  acts: Acts;
}

/** The person's topmost modal, drawn from the view that the bot sent. */
export function Modal({ page, depth, covered, acts }: ModalProps) {
  const view = page.view as unknown as ModalView;
  const blocks = (view.blocks ?? []) as KnownBlock[];
  const [missing, setMissing] = useState<Record<string, string>>({});
  const surface = useSurface(blocks, { ...page.errors, ...missing }, (blockId, actionId, value, state) =>
    acts.send({ do: 'block_action', viewId: page.id, blockId, actionId, value, state }),
  );
  const titleId = `title-${page.id}`;
  const close = () => void acts.send({ do: 'close_view', viewId: page.id });
  const submit = () => {
    const faults = missingFields(blocks, surface.values);
    setMissing(faults);
    const first = Object.keys(faults)[0];
    if (first) {
      document.querySelector<HTMLElement>(`[role=dialog] [data-block-id="${CSS.escape(first)}"]`)?.focus();
      return;
    }
    if (!page.busy) void acts.send({ do: 'submit_view', viewId: page.id, state: surface.values });
  };
  return (
    <Surface.Provider value={surface}>
      <Dialog role="dialog" identity={page.id} labelledBy={titleId} covered={covered} onClose={close}>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <header>
            <h2 id={titleId}>{view.title ? <Text text={view.title} /> : 'Dialog'}</h2>
            <button type="button" class="tool" aria-label={depth ? 'Back' : 'Close dialog'} onClick={close}>
              {depth ? '←' : '✕'}
            </button>
          </header>
          <div class="body">
            <Blocks blocks={blocks} />
          </div>
          <footer>
            <button type="button" class="button" onClick={close}>
              {view.close ? <Text text={view.close} /> : 'Close'}
            </button>
            {view.submit && (
              <button type="submit" class="button primary" aria-busy={page.busy}>
                <Text text={view.submit} />
              </button>
            )}
          </footer>
        </form>
      </Dialog>
    </Surface.Provider>
  );
}
