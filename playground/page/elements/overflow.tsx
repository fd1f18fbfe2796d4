import type { Overflow as OverflowElement } from '@slack/types';
import { Menu } from '../shell/menu';
import { type ElementProps, useElement } from '../surface/surface';
import { isLiveUrl } from '../text/nodes';
import { plainWords } from '../text/text';

export function Overflow(props: ElementProps<OverflowElement>) {
  const { marks, press } = useElement(props);
  return (
    <Menu
      label="More actions"
      look="button overflow"
      face="⋯"
      marks={marks}
      items={props.element.options.map((option) => ({
        key: option.value ?? option.text.text,
        words: plainWords(option.text),
        pick: () => {
          if (isLiveUrl(option.url)) window.open(option.url, '_blank', 'noopener,noreferrer');
          void press(option);
        },
      }))}
    />
  );
}
