import type { HomeView, KnownBlock } from '@slack/types';
import { Blocks } from '../blocks/block';
import { Surface, useSurface } from '../surface/surface';
import type { Acts } from './acts';

/** The app's Home tab for the person acted as. */
export function HomeTab({ home, acts }: { home: Record<string, unknown> | undefined; acts: Acts }) {
  const blocks = ((home as HomeView | undefined)?.blocks ?? []) as KnownBlock[];
  const surface = useSurface(blocks, {}, (blockId, actionId, value, state) =>
    acts.send({ do: 'block_action', viewId: String(home?.id ?? ''), blockId, actionId, value, state }),
  );
  return (
    <div class="list home">
      {blocks.length > 0 ? (
        <Surface.Provider value={surface}>
          <Blocks blocks={blocks} />
        </Surface.Provider>
      ) : (
        <p class="empty">Tocsin has not published a Home tab for this person.</p>
      )}
    </div>
  );
}
