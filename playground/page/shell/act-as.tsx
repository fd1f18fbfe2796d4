import type { PagePerson } from '../../slack/page-api';
import { Avatar } from './avatar';

/** The switch between people: whoever is chosen here presses every button on this page. */
export function ActAs({ people, as, onPick }: { people: PagePerson[]; as: string; onPick(id: string): void }) {
  return (
    <fieldset class="act-as">
      <legend>Act as</legend>
      {people.map((person) => (
        <label key={person.id} class="person">
          <input type="radio" name="act-as" value={person.id} checked={person.id === as} onChange={() => onPick(person.id)} />
          <Avatar id={person.id} name={person.name} small />
          <span class="person-words">
            <span>
              {person.name} <span class="part">{person.part}</span>
            </span>
            <small>{person.title}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
