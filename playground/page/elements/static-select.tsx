import type { PlainTextOption, StaticSelect as StaticSelectElement } from '@slack/types';
import { type ElementProps, useElement } from '../surface/surface';
import { plainWords } from '../text/text';

function Options({ options }: { options: PlainTextOption[] }) {
  return (
    <>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {plainWords(option.text)}
        </option>
      ))}
    </>
  );
}

/** Slack's menu of options as the browser's own: keyboard, screen reader and phone come with it. */
export function StaticSelect(props: ElementProps<StaticSelectElement>) {
  const { element, field } = props;
  const { busy, value, marks, change } = useElement(props);
  const all = element.options ?? element.option_groups?.flatMap((group) => group.options) ?? [];
  const chosen = (value as PlainTextOption | null)?.value ?? '';
  return (
    <span class="select">
      <select
        id={field?.id}
        value={chosen}
        aria-busy={busy}
        aria-label={field ? undefined : plainWords(element.placeholder) || 'Choose an option'}
        aria-describedby={field?.describedBy}
        aria-invalid={field?.invalid}
        onChange={(event) => {
          const picked = event.currentTarget.value;
          event.currentTarget.value = chosen;
          void change(all.find((option) => option.value === picked));
        }}
        {...marks}
      >
        <option value="" disabled>
          {plainWords(element.placeholder) || 'Choose an option'}
        </option>
        {element.options && <Options options={element.options} />}
        {element.option_groups?.map((group) => (
          <optgroup key={group.label.text} label={plainWords(group.label)}>
            <Options options={group.options} />
          </optgroup>
        ))}
      </select>
    </span>
  );
}
