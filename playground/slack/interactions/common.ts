import type { SlackCore } from '../core';
import { SlackRefusal } from '../slack-error';
import type { Json, Message } from '../state';
import { app, type Channel, type Person, teams } from '../world';

/** Somebody who can act; `user_not_found` for anybody else. */
export function actor(core: SlackCore, id: string): Person {
  const person = core.state.people.get(id);
  if (!person || person.bot) throw new SlackRefusal('user_not_found');
  return person;
}

export function knownChannel(core: SlackCore, id: string): Channel {
  const channel = core.state.channels.get(id);
  if (!channel) throw new SlackRefusal('channel_not_found');
  return channel;
}

/** A message the person can see: everything but other people's ephemeral messages. */
export function visibleMessage(core: SlackCore, channel: Channel, ts: string, person: Person): Message {
  const message = core.state.findMessage(channel.id, ts);
  if (!message || (message.onlyFor && message.onlyFor !== person.id)) throw new SlackRefusal('message_not_found');
  return message;
}

const homeTeam = { id: app.team, domain: teams[app.team]?.domain };

/**
 * The fields every interaction payload has. `team` is the workspace where the app is installed; `user.team_id` is the person's own, which
 * differs for somebody from another company in a shared channel.
 */
export function interactionBase(core: SlackCore, person: Person): Json {
  return {
    user: { id: person.id, username: person.handle, name: person.handle, team_id: person.team },
    team: homeTeam,
    api_app_id: app.id,
    token: 'local-deprecated-token',
    enterprise: null,
    is_enterprise_install: false,
    trigger_id: core.triggers.issue(person.id),
  };
}

export const showPlace = (channel: Channel): Json => ({ id: channel.id, name: channel.dmWith ? 'directmessage' : channel.name });

/** Seconds and microseconds, as `action_ts` has them. */
export function actionTs(core: SlackCore): string {
  const now = core.now();
  return `${Math.floor(now / 1000)}.${String(Math.floor((now % 1000) * 1000)).padStart(6, '0')}`;
}

/** What the person reads when the app did not do its part; Slack shows a toast or an ephemeral line. */
export function noticeOf(error: string): string {
  if (error === 'operation_timeout') return 'Tocsin did not answer in time (operation_timeout).';
  if (error === 'dispatch_failed') return 'Tocsin is not connected (dispatch_failed).';
  return `Tocsin could not do that (${error}).`;
}
