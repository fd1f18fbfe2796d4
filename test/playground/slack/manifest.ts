/** A manifest with everything the tests use. */
export const manifest = {
  display_information: { name: 'Tocsin' },
  features: {
    app_home: { home_tab_enabled: true, messages_tab_enabled: false },
    bot_user: { display_name: 'Tocsin' },
    slash_commands: [{ command: '/mde', description: 'Ask Tocsin', usage_hint: 'help', should_escape: true }],
    shortcuts: [
      { name: 'Look up', type: 'message', callback_id: 'look_up', description: 'Look up' },
      { name: 'Hunt', type: 'global', callback_id: 'hunt', description: 'Hunt' },
    ],
  },
  oauth_config: {
    scopes: {
      bot: [
        'chat:write',
        'commands',
        'users:read',
        'users:read.email',
        'channels:read',
        'channels:history',
        'channels:join',
        'groups:read',
        'files:write',
        'im:write',
        'im:history',
        'reactions:write',
        'app_mentions:read',
      ],
    },
  },
  settings: {
    event_subscriptions: { bot_events: ['app_home_opened', 'member_joined_channel', 'app_mention', 'message.channels'] },
    interactivity: { is_enabled: true },
    socket_mode_enabled: true,
  },
};
