import type { InputBlock } from '@slack/types';
import { useContext, useId } from 'preact/hooks';
import { Element } from '../elements/element';
import { Surface } from '../surface/surface';
import { Text } from '../text/text';

const GROUPS = ['radio_buttons', 'checkboxes'];

/** A labelled field of a modal, with hint and the error that came back for it. */
export function Input({ block }: { block: InputBlock }) {
  const { errors } = useContext(Surface);
  const id = useId();
  const error = errors[block.block_id ?? ''];
  const notes = [block.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  const words = (
    <>
      <Text text={block.label} />
      {block.optional && <span class="optional"> (optional)</span>}
    </>
  );
  return (
    <div class={`input ${error ? 'input-wrong' : ''}`}>
      {GROUPS.includes(block.element.type) ? (
        <span class="label" id={`${id}-label`}>
          {words}
        </span>
      ) : (
        <label class="label" id={`${id}-label`} for={id}>
          {words}
        </label>
      )}
      <Element
        element={block.element}
        blockId={block.block_id ?? ''}
        field={{
          id,
          labelledBy: `${id}-label`,
          describedBy: notes,
          invalid: Boolean(error),
          required: !block.optional,
          quiet: !block.dispatch_action,
        }}
      />
      {block.hint && (
        <p class="hint" id={`${id}-hint`}>
          <Text text={block.hint} />
        </p>
      )}
      {error && (
        <p class="error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
