import type { Button as ButtonElement } from '@slack/types';
import { type ElementProps, useElement } from '../surface/surface';
import { isLiveUrl } from '../text/nodes';
import { Text } from '../text/text';

export function Button(props: ElementProps<ButtonElement>) {
  const { element } = props;
  const { busy, marks, press } = useElement(props);
  const look = `button ${element.style ?? ''}`;
  if (isLiveUrl(element.url)) {
    return (
      <a
        class={`${look} link-button`}
        href={element.url}
        target="_blank"
        rel="noopener noreferrer"
        aria-label={element.accessibility_label}
        onClick={() => press(element.value)}
        {...marks}
      >
        <Text text={element.text} />
        <span class="visually-hidden"> (opens a new tab)</span>
      </a>
    );
  }
  return (
    <button
      type="button"
      class={look}
      aria-busy={busy}
      aria-label={element.accessibility_label}
      onClick={() => press(element.value)}
      {...marks}
    >
      <Text text={element.text} />
    </button>
  );
}
