import type { Checkboxes, MrkdwnOption, PlainTextOption, RadioButtons } from '@slack/types';
import { useId } from 'preact/hooks';
import { type ElementProps, useElement } from '../surface/surface';
import { Text } from '../text/text';

type Option = PlainTextOption | MrkdwnOption;

/** Radio buttons and checkboxes: options with an optional second line. */
export function Choices(props: ElementProps<RadioButtons | Checkboxes>) {
  const { element, field } = props;
  const { value, marks, change } = useElement(props);
  const name = useId();
  const many = element.type === 'checkboxes';
  const chosen = (many ? value : [value]) as (Option | null)[] | null;
  const isChosen = (option: Option) => chosen?.some((one) => one?.value === option.value) ?? false;
  const pick = (option: Option) => {
    if (!many) return change(option);
    return change(element.options.filter((one) => (one.value === option.value ? !isChosen(one) : isChosen(one))));
  };
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles take a label
    <div
      class="choices"
      role={many ? 'group' : 'radiogroup'}
      aria-labelledby={field?.labelledBy}
      aria-describedby={field?.describedBy}
      aria-label={field ? undefined : 'Options'}
    >
      {element.options.map((option) => (
        <label key={option.value} class="choice">
          <input
            type={many ? 'checkbox' : 'radio'}
            name={name}
            value={option.value}
            checked={isChosen(option)}
            onChange={() => void pick(option)}
            {...marks}
          />
          <span>
            <Text text={option.text} />
            {option.description && (
              <span class="choice-detail">
                <Text text={option.description} />
              </span>
            )}
          </span>
        </label>
      ))}
    </div>
  );
}
