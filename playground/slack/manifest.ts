import type { Json } from './state';

/** What the server needs of an app manifest. */
export interface AppManifest {
  scopes: ReadonlySet<string>;
  events: ReadonlySet<string>;
  commands: { command: string; hint: string; description: string; escape: boolean }[];
  shortcuts: { callbackId: string; name: string; type: 'global' | 'message' }[];
  home: boolean;
}

/** Used when no manifest is given: the scopes, events and command of a small app. */
const defaultManifest = {
  features: {
    app_home: { home_tab_enabled: true },
    slash_commands: [{ command: '/mde', description: 'Ask Tocsin', usage_hint: 'help' }],
    shortcuts: [],
  },
  oauth_config: {
    scopes: {
      bot: [
        'chat:write',
        'commands',
        'users:read',
        'channels:read',
        'channels:history',
        'groups:read',
        'groups:history',
        'files:write',
        'im:write',
      ],
    },
  },
  settings: { event_subscriptions: { bot_events: ['app_home_opened', 'app_uninstalled', 'tokens_revoked', 'member_joined_channel'] } },
};

const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : []);
const at = (value: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>((node, key) => (node && typeof node === 'object' ? (node as Json)[key] : undefined), value);

/** Reads a manifest of version 1 or 2 (docs.slack.dev/reference/app-manifest); what is missing is empty. */
export function readManifest(manifest: object = defaultManifest): AppManifest {
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return {
    scopes: new Set(list(at(manifest, 'oauth_config', 'scopes', 'bot')).map(String)),
    events: new Set(list(at(manifest, 'settings', 'event_subscriptions', 'bot_events')).map(String)),
    commands: list(at(manifest, 'features', 'slash_commands')).map((command) => ({
      command: text(command.command),
      hint: text(command.usage_hint),
      description: text(command.description),
      escape: command.should_escape === true,
    })),
    shortcuts: list(at(manifest, 'features', 'shortcuts')).map((shortcut) => ({
      callbackId: text(shortcut.callback_id),
      name: text(shortcut.name),
      type: shortcut.type === 'message' ? 'message' : 'global',
    })),
    home: at(manifest, 'features', 'app_home', 'home_tab_enabled') === true,
  };
}
