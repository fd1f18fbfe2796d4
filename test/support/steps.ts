import type { Message, OpenView } from '../../playground/slack';
import type { Stage } from './stage';

export const textOf = (value: unknown): string => JSON.stringify(value ?? '');
export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What somebody does on a stage, and sees there: the steps that journeys are made of. */
export interface Steps {
  /** The tenant's device with this index. */
  device(index: number): { id: string; name: string };
  /** Adds an alert about that device in Defender; answers its id. */
  alertOn(index: number, values?: object): string;
  /** The alert's card as it is now. */
  cardOf(alertId: string): Message | undefined;
  /** The card once its blocks have the words. */
  cardSays(alertId: string, words: string | RegExp, ms?: number): Promise<Message>;
  /** All cards of one alert: more than one is a fault. */
  cardsOf(alertId: string): Message[];
  /** The thread's message once it has the words. */
  threadSays(alertId: string, words: string | RegExp, ms?: number): Promise<Message>;
  /** Waits for the card, then clicks one of its buttons. */
  press(alertId: string, actionId?: string): ReturnType<Stage['slack']['click']>;
  /** The topmost modal once it has the words. */
  modalSays(words: string | RegExp, ms?: number): Promise<OpenView>;
  submit(reason?: string): ReturnType<Stage['slack']['submit']>;
  closeAll(): Promise<void>;
  /** POSTs to `/isolate` of that device. */
  isolations(index: number): number;
}

/** The steps of one person (the responder, unless said otherwise) at one tenant. */
export function stepsOf(stage: Stage, { tenant = 'contoso', as = 'U0RESPONDER' }: { tenant?: string; as?: string } = {}): Steps {
  const { slack, defender } = stage;
  const channel = stage.channelOf(tenant);
  const device = (index: number) => defender.tenants[tenant]?.devices[index] as { id: string; name: string };
  const has = (value: unknown, words: string | RegExp) => textOf(value).search(typeof words === 'string' ? literal(words) : words) >= 0;
  const cardsOf = (alertId: string) => stage.cards(tenant).filter(({ blocks }) => textOf(blocks).includes(alertId));
  const cardOf = (alertId: string) => cardsOf(alertId)[0];
  return {
    device,
    alertOn: (index, values = {}) => {
      const { id, name } = device(index);
      const about = { mdeDeviceId: id, deviceDnsName: name, roles: [], detailedRoles: ['PrimaryDevice'], tags: [] };
      const evidence = [{ '@odata.type': '#microsoft.graph.security.deviceEvidence', ...about }];
      return defender.addAlert(tenant, { title: `Alert on ${name}`, evidence, ...values } as never).id;
    },
    cardOf,
    cardsOf,
    cardSays: (alertId, words, ms = 20_000) =>
      slack.waitFor(() => cardsOf(alertId).find(({ text, blocks }) => has([text, blocks], words)), ms),
    threadSays: (alertId, words, ms = 20_000) =>
      slack.waitFor(() => {
        const card = cardOf(alertId);
        return card && slack.thread(channel, card.ts).find(({ ts, text, blocks }) => ts !== card.ts && has([text, blocks], words));
      }, ms),
    press: async (alertId, actionId = 'contain_host') =>
      slack.click({ as, channel, ts: (await slack.waitFor(() => cardOf(alertId), 20_000)).ts, actionId }),
    modalSays: (words, ms = 10_000) =>
      slack.waitFor(() => {
        const top = slack.views(as).at(-1);
        return top && has(top.view, words) ? top : undefined;
      }, ms),
    submit: (reason = 'seen on the device') =>
      slack.submit({ as, values: { reason: { reason: { type: 'plain_text_input', value: reason } } } }),
    closeAll: async () => {
      for (const { id } of slack.views(as)) await slack.closeView({ as, viewId: id });
    },
    isolations: (index) =>
      defender.requests.filter(({ method, path }) => method === 'POST' && path === `/api/machines/${device(index).id}/isolate`).length,
  };
}

const literal = (words: string): RegExp => new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
