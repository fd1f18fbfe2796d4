import type {
  Button as ButtonElement,
  Checkboxes,
  Datepicker,
  ImageElement,
  Overflow as OverflowElement,
  PlainTextInput,
  RadioButtons,
  StaticSelect as StaticSelectElement,
  UsersSelect as UsersSelectElement,
} from '@slack/types';
import type { ComponentChildren } from 'preact';
import type { ElementProps } from '../surface/surface';
import { Button } from './button';
import { Choices } from './choices';
import { DatePicker } from './date-picker';
import { Overflow } from './overflow';
import { Picture } from './picture';
import { StaticSelect } from './static-select';
import { TextField } from './text-field';
import { UsersSelect } from './users-select';

export type AnyElement = { type: string; action_id?: string };

/** One row per element type that the page can draw. */
const ELEMENTS: Record<string, (props: ElementProps<never>) => ComponentChildren> = {
  button: (props: ElementProps<ButtonElement>) => <Button {...props} />,
  static_select: (props: ElementProps<StaticSelectElement>) => <StaticSelect {...props} />,
  users_select: (props: ElementProps<UsersSelectElement>) => <UsersSelect {...props} />,
  overflow: (props: ElementProps<OverflowElement>) => <Overflow {...props} />,
  datepicker: (props: ElementProps<Datepicker>) => <DatePicker {...props} />,
  checkboxes: (props: ElementProps<Checkboxes>) => <Choices {...props} />,
  radio_buttons: (props: ElementProps<RadioButtons>) => <Choices {...props} />,
  plain_text_input: (props: ElementProps<PlainTextInput>) => <TextField {...props} />,
  number_input: (props: ElementProps<PlainTextInput>) => <TextField {...props} />,
  url_text_input: (props: ElementProps<PlainTextInput>) => <TextField {...props} />,
  email_text_input: (props: ElementProps<PlainTextInput>) => <TextField {...props} />,
  image: ({ element }: ElementProps<ImageElement>) => (
    <Picture look="picture-small" url={'image_url' in element ? element.image_url : undefined} alt={element.alt_text} />
  ),
};

export function Element(props: ElementProps<AnyElement>) {
  const draw = ELEMENTS[props.element.type] as ((props: ElementProps<AnyElement>) => ComponentChildren) | undefined;
  return <>{draw ? draw(props) : <span class="unknown">This page cannot draw “{props.element.type}”.</span>}</>;
}
