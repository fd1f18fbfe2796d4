import type { ActionsBlock, ContextBlock } from '@slack/types';
import { Element } from '../elements/element';
import { Text } from '../text/text';

export function Actions({ block }: { block: ActionsBlock }) {
  return (
    <div class="actions">
      {block.elements.map((element, index) => (
        <Element key={element.action_id ?? index} element={element} blockId={block.block_id ?? ''} />
      ))}
    </div>
  );
}

export function Context({ block }: { block: ContextBlock }) {
  return (
    <div class="context">
      {block.elements.map((element, index) => (
        <span key={index} class="words">
          {element.type === 'image' ? <Element element={element} blockId="" /> : <Text text={element} />}
        </span>
      ))}
    </div>
  );
}
