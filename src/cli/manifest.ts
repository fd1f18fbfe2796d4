import type { AppsManifestValidateArguments } from '@slack/web-api';

type Manifest = AppsManifestValidateArguments['manifest'];
type BotScope = NonNullable<NonNullable<NonNullable<Manifest['oauth_config']>['scopes']>['bot']>[number];

/** Every scope of the bot token with what it is for; a test holds the list against the Web API methods that the code calls. */
export const botScopes = [
  { scope: 'chat:write', reason: 'post cards and threads, edit them in place, answer one person (only in channels it was invited to)' },
  { scope: 'commands', reason: 'the slash command /mde' },
  { scope: 'channels:read', reason: 'see whether it is a member of the public channels in tocsin.yml (/mde doctor)' },
  { scope: 'groups:read', reason: 'the same for private channels' },
  {
    scope: 'channels:history',
    reason: 'find a message it may already have posted before posting again, and read replies that begin with `note:`, in public channels',
  },
  { scope: 'groups:history', reason: 'the same in private channels' },
] as const satisfies readonly { scope: BotScope; reason: string }[];

/**
 * The Slack app, as its workspace's admin creates it (Socket Mode). The types of scopes and events are Slack's own
 * (docs.slack.dev/reference/app-manifest), so a misspelt one does not compile.
 */
export const manifest = {
  _metadata: { major_version: 2, minor_version: 1 },
  display_information: {
    name: 'Tocsin',
    description: 'Defender detections as cards, and containment from a button: once, by someone allowed to, and on record.',
    background_color: '#1f2937',
  },
  features: {
    app_home: { home_tab_enabled: true, messages_tab_enabled: false, messages_tab_read_only_enabled: true },
    bot_user: { display_name: 'Tocsin', always_online: true },
    shortcuts: [
      {
        name: 'Add as note',
        type: 'message',
        callback_id: 'add_as_note',
        description: 'Keep this message as a note on its detection',
      },
    ],
    slash_commands: [
      {
        command: '/mde',
        description: 'Ask Tocsin about a tenant, or about yourself',
        usage_hint: 'help',
        should_escape: true,
      },
    ],
  },
  oauth_config: { scopes: { bot: botScopes.map(({ scope }) => scope) } },
  settings: {
    event_subscriptions: { bot_events: ['app_home_opened', 'message.channels', 'message.groups'] },
    interactivity: { is_enabled: true },
    org_deploy_enabled: false,
    socket_mode_enabled: true,
    token_rotation_enabled: false,
  },
} satisfies Manifest;
