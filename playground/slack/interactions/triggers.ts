import { randomBytes } from 'node:crypto';
import { SlackRefusal } from '../slack-error';

interface Trigger {
  user: string;
  at: number;
  used: boolean;
}

/** `trigger_id`s: each opens one view for the person who clicked, within three seconds. */
export class Triggers {
  readonly #known = new Map<string, Trigger>();

  constructor(
    private readonly lifeMs: () => number,
    private readonly now: () => number,
  ) {}

  issue(user: string): string {
    const at = this.now();
    for (const [id, trigger] of this.#known) if (trigger.at < at - 600_000) this.#known.delete(id);
    const id = `${Math.floor(at)}.${this.#known.size + 1}.${randomBytes(16).toString('hex')}`;
    this.#known.set(id, { user, at, used: false });
    return id;
  }

  /** The person it belongs to; throws `invalid_trigger_id`, `exchanged_trigger_id` or `expired_trigger_id`. */
  exchange(id: string): string {
    const trigger = this.#known.get(id);
    if (!trigger) throw new SlackRefusal('invalid_trigger_id');
    if (trigger.used) throw new SlackRefusal('exchanged_trigger_id');
    if (this.now() - trigger.at > this.lifeMs()) throw new SlackRefusal('expired_trigger_id');
    trigger.used = true;
    return trigger.user;
  }
}
