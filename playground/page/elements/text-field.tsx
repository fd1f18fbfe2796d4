import type { EmailInput, NumberInput, PlainTextInput, URLInput } from '@slack/types';
import type { TargetedKeyboardEvent } from 'preact';
import { type ElementProps, useElement } from '../surface/surface';
import { plainWords } from '../text/text';

type Field = PlainTextInput | NumberInput | URLInput | EmailInput;

const KIND = { plain_text_input: 'text', number_input: 'number', url_text_input: 'url', email_text_input: 'email' } as const;

export function TextField(props: ElementProps<Field>) {
  const { element, field } = props;
  const { value, marks, keep, fire } = useElement(props);
  const on = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
  const typed = (text: string) => {
    const state = keep(text || null);
    if (!field?.quiet && on.includes('on_character_entered')) void fire(text, state);
  };
  const pressed = (event: TargetedKeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) => {
    if (event.key !== 'Enter' || field?.quiet || !on.includes('on_enter_pressed')) return;
    event.preventDefault();
    void fire(event.currentTarget.value);
  };
  const common = {
    id: field?.id,
    value: (value as string | null) ?? '',
    placeholder: plainWords(element.placeholder),
    'aria-label': field ? undefined : plainWords(element.placeholder) || 'Text',
    'aria-describedby': field?.describedBy,
    'aria-invalid': field?.invalid,
    'aria-required': field?.required,
    onKeyDown: pressed,
    ...marks,
  };
  if (element.type === 'plain_text_input') {
    const limits = { maxLength: element.max_length, minLength: element.min_length };
    if (element.multiline) return <textarea rows={4} {...common} {...limits} onInput={(event) => typed(event.currentTarget.value)} />;
    return <input type="text" {...common} {...limits} onInput={(event) => typed(event.currentTarget.value)} />;
  }
  const step =
    element.type === 'number_input' ? { step: element.is_decimal_allowed ? 'any' : 1, min: element.min_value, max: element.max_value } : {};
  return <input type={KIND[element.type]} {...common} {...step} onInput={(event) => typed(event.currentTarget.value)} />;
}
