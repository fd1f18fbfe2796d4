import type { Datepicker } from '@slack/types';
import { type ElementProps, useElement } from '../surface/surface';
import { plainWords } from '../text/text';

export function DatePicker(props: ElementProps<Datepicker>) {
  const { field, element } = props;
  const { value, marks, change } = useElement(props);
  return (
    <input
      type="date"
      id={field?.id}
      value={(value as string | null) ?? ''}
      aria-label={field ? undefined : plainWords(element.placeholder) || 'Date'}
      aria-describedby={field?.describedBy}
      aria-invalid={field?.invalid}
      onChange={(event) => void change(event.currentTarget.value || null)}
      {...marks}
    />
  );
}
