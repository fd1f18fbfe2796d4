import type { SlackCore } from '../core';
import { SlackRefusal } from '../slack-error';
import type { Json } from '../state';
import type { Outcome } from '../transport/delivery';
import { showMessage } from '../web-api/show-message';
import { app, teams } from '../world';
import { actor, interactionBase, knownChannel, noticeOf, showPlace, visibleMessage } from './common';
import { postResponse } from './respond';

const escapeText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Mentions by name become `<@U…|name>` and `<#C…|name>` when the manifest asks for it. */
function withIds(core: SlackCore, text: string): string {
  return text
    .replace(/(^|\s)@([a-z0-9._-]+)/gi, (whole, before, name) => {
      const person = [...core.state.people.values()].find((one) => one.handle === name.toLowerCase());
      return person ? `${before}<@${person.id}|${person.handle}>` : whole;
    })
    .replace(/(^|\s)#([a-z0-9_-]+)/gi, (whole, before, name) => {
      const channel = [...core.state.channels.values()].find((one) => one.name === name.toLowerCase());
      return channel ? `${before}<#${channel.id}|${channel.name}>` : whole;
    });
}

/** Somebody types a slash command; `text` starts with the command (`/mde …`), else the manifest's first command is meant. */
export async function slashCommand(core: SlackCore, request: { as: string; channel: string; text: string }): Promise<Outcome> {
  const person = actor(core, request.as);
  const channel = knownChannel(core, request.channel);
  const typed = /^(\/\S+)\s*([\s\S]*)$/.exec(request.text);
  const name = typed?.[1] ?? core.manifest.commands[0]?.command ?? '';
  const command = core.manifest.commands.find((one) => one.command === name);
  if (!command) throw new SlackRefusal('unknown_command');
  const rest = escapeText(typed?.[2] ?? request.text).trim();
  const payload: Json = {
    token: 'local-deprecated-token',
    team_id: person.team,
    team_domain: teams[person.team]?.domain ?? '',
    channel_id: channel.id,
    channel_name: channel.dmWith ? 'directmessage' : channel.name,
    user_id: person.id,
    user_name: person.handle,
    command: command.command,
    text: command.escape ? withIds(core, rest) : rest,
    api_app_id: app.id,
    is_enterprise_install: 'false',
    response_url: core.responseUrls.issue({ channel: channel.id, user: person.id }),
    trigger_id: core.triggers.issue(person.id),
  };
  const outcome = await core.delivery.send('slash_commands', payload);
  if (!outcome.ok) core.state.notices.set(person.id, `${command.command} failed: ${noticeOf(outcome.error ?? '')}`);
  const said = typeof outcome.response === 'string' ? { text: outcome.response } : (outcome.response as Json | undefined);
  if (outcome.ok && said && (said.text || said.blocks)) postResponse(core, { channel: channel.id, user: person.id }, said);
  core.state.changed();
  return outcome;
}

/** A shortcut of the manifest: a global one, or one on a message. */
export async function shortcut(
  core: SlackCore,
  request: { as: string; callbackId: string; channel?: string; messageTs?: string },
): Promise<Outcome> {
  const person = actor(core, request.as);
  const known = core.manifest.shortcuts.find((one) => one.callbackId === request.callbackId);
  if (!known) throw new SlackRefusal('unknown_shortcut');
  const base = { ...interactionBase(core, person), callback_id: request.callbackId, action_ts: `${core.now() / 1000}` };
  const payload = known.type === 'global' ? { type: 'shortcut', ...base } : { type: 'message_action', ...base, ...messageOf() };
  const outcome = await core.delivery.send('interactive', payload);
  if (!outcome.ok) core.state.notices.set(person.id, noticeOf(outcome.error ?? ''));
  core.state.changed();
  return outcome;

  function messageOf(): Json {
    const channel = knownChannel(core, request.channel ?? '');
    const message = visibleMessage(core, channel, request.messageTs ?? '', person);
    if (message.onlyFor) throw new SlackRefusal('message_not_found');
    const target = { channel: channel.id, user: person.id, messageTs: message.ts, threadTs: message.threadTs };
    return {
      message_ts: message.ts,
      channel: showPlace(channel),
      message: showMessage(core, message, true),
      response_url: core.responseUrls.issue(target),
    };
  }
}
