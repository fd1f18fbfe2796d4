import type { SectionBlock } from '@slack/types';
import { Element } from '../elements/element';
import { Text } from '../text/text';

export function Section({ block }: { block: SectionBlock }) {
  return (
    <div class="section">
      <div class="section-words">
        {block.text && (
          <div class="words">
            <Text text={block.text} />
          </div>
        )}
        {block.fields && (
          <div class="fields">
            {block.fields.map((field) => (
              <div key={field.text} class="words">
                <Text text={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {block.accessory && (
        <div class={`accessory accessory-${block.accessory.type}`}>
          <Element element={block.accessory} blockId={block.block_id ?? ''} />
        </div>
      )}
    </div>
  );
}
