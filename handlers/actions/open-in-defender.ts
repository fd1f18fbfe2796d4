import type { AllMiddlewareArgs, SlackActionMiddlewareArgs } from '@slack/bolt';

/** A link button still sends its click: it only wants to be acknowledged. */
export const openInDefender =
  () =>
  async ({ ack }: SlackActionMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    await ack();
  };
