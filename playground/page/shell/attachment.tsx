import { Blocks } from '../blocks/block';
import { Mrkdwn } from '../text/text';

interface SlackAttachment {
  color?: string;
  blocks?: unknown[];
  pretext?: string;
  title?: string;
  text?: string;
  fallback?: string;
  fields?: { title?: string; value?: string }[];
  footer?: string;
}

const NAMED: Record<string, string> = { good: '#2eb67d', warning: '#ecb22e', danger: '#e01e5a' };

/** The named colours or six hex digits; anything else keeps the neutral bar. */
function barColour(color: string | undefined): string | undefined {
  if (!color) return undefined;
  return NAMED[color] ?? (/^#?[0-9a-f]{6}$/i.test(color) ? `#${color.replace('#', '')}` : undefined);
}

export function Attachment({ attachment }: { attachment: unknown }) {
  const one = attachment as SlackAttachment;
  return (
    <div class="attachment" style={{ '--bar': barColour(one.color) }} data-color={one.color}>
      {one.pretext && <Mrkdwn text={one.pretext} />}
      {one.blocks ? (
        <Blocks blocks={one.blocks} />
      ) : (
        <div class="words">
          {one.title && <strong>{one.title}</strong>}
          <p>
            <Mrkdwn text={one.text ?? one.fallback ?? ''} />
          </p>
          {one.fields?.map((field) => (
            <p key={field.title}>
              <strong>{field.title}</strong> <Mrkdwn text={field.value ?? ''} />
            </p>
          ))}
          {one.footer && <p class="context">{one.footer}</p>}
        </div>
      )}
    </div>
  );
}
