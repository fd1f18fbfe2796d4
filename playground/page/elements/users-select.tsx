import type { UsersSelect as UsersSelectElement } from '@slack/types';
import { useContext } from 'preact/hooks';
import { Directory } from '../surface/directory';
import { type ElementProps, useElement } from '../surface/surface';
import { plainWords } from '../text/text';

/** Slack's menu of people as the browser's own. */
export function UsersSelect(props: ElementProps<UsersSelectElement>) {
  const { element, field } = props;
  const { people } = useContext(Directory);
  const { busy, value, marks, change } = useElement(props);
  const chosen = (value as string | null) ?? '';
  const words = plainWords(element.placeholder) || 'Choose somebody';
  return (
    <span class="select">
      <select
        id={field?.id}
        value={chosen}
        aria-busy={busy}
        aria-label={field ? undefined : words}
        aria-describedby={field?.describedBy}
        aria-invalid={field?.invalid}
        onChange={(event) => {
          const picked = event.currentTarget.value;
          event.currentTarget.value = chosen;
          void change(picked);
        }}
        {...marks}
      >
        <option value="" disabled>
          {words}
        </option>
        {people.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </span>
  );
}
