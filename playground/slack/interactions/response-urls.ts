import { randomBytes } from 'node:crypto';
import { SlackRefusal } from '../slack-error';

export interface ResponseTarget {
  channel: string;
  user: string;
  /** The message the interaction came from; none for a slash command. */
  messageTs?: string;
  threadTs?: string;
}

interface Issued extends ResponseTarget {
  at: number;
  uses: number;
}

/** `response_url`s: five uses within thirty minutes, then 404. */
export class ResponseUrls {
  readonly #issued = new Map<string, Issued>();

  constructor(
    private readonly limits: { responseUrlUses: number; responseUrlMs: number },
    private readonly now: () => number,
    private readonly baseUrl: () => string,
  ) {}

  issue(target: ResponseTarget): string {
    const id = randomBytes(12).toString('hex');
    this.#issued.set(id, { ...target, at: this.now(), uses: 0 });
    return `${this.baseUrl()}/response/${id}`;
  }

  /** Counts one use; throws `expired_url` or `used_url` (HTTP 404). */
  use(id: string): ResponseTarget {
    const issued = this.#issued.get(id);
    if (!issued || this.now() - issued.at > this.limits.responseUrlMs) throw new SlackRefusal('expired_url', {}, 404);
    if (issued.uses >= this.limits.responseUrlUses) throw new SlackRefusal('used_url', {}, 404);
    issued.uses += 1;
    return issued;
  }
}
