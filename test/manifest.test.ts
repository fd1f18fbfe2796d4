import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { callbackIds } from '../blocks/ids';
import { botScopes, manifest } from '../src/cli/manifest';
import { sourceFiles } from './support/imports';

const root = join(__dirname, '..');
const text = (maxLength: number, pattern?: string) => ({ type: 'string', minLength: 1, maxLength, ...(pattern ? { pattern } : {}) });
const group = (properties: Record<string, object>, required: string[] = Object.keys(properties)) => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
});
const flag = { type: 'boolean' };

/** The parts we use of Slack's schema (github.com/slackapi/manifest-schema, 2.0.0): keys, lengths, counts. */
const shape = group({
  _metadata: group({ major_version: { enum: [1, 2] }, minor_version: { type: 'integer' } }),
  display_information: group({ name: text(35), description: text(140), background_color: text(7, '^#([0-9a-f]{3}|[0-9a-f]{6})$') }),
  features: group(
    {
      app_home: group({ home_tab_enabled: flag, messages_tab_enabled: flag, messages_tab_read_only_enabled: flag }),
      bot_user: group({ display_name: text(80), always_online: flag }),
      slash_commands: {
        type: 'array',
        maxItems: 50,
        items: group({ command: text(32, '^/'), description: text(2000), usage_hint: text(1000), should_escape: flag }),
      },
      shortcuts: {
        type: 'array',
        maxItems: 10,
        items: group({ name: text(24), type: { enum: ['global', 'message'] }, callback_id: text(255), description: text(150) }),
      },
    },
    ['app_home', 'bot_user', 'slash_commands'],
  ),
  oauth_config: group({ scopes: group({ bot: { type: 'array', uniqueItems: true, maxItems: 255, items: text(255) } }) }),
  settings: group({
    event_subscriptions: group({ bot_events: { type: 'array', uniqueItems: true, items: text(255) } }),
    interactivity: group({ is_enabled: flag }),
    org_deploy_enabled: flag,
    socket_mode_enabled: flag,
    token_rotation_enabled: flag,
  }),
});
const fits = new Ajv().compile(shape);

/** Bot scopes of each Web API method, from its reference page (docs.slack.dev/reference/methods); views and auth.test need none. */
const SCOPES: Record<string, string[]> = {
  'auth.test': [],
  'chat.postMessage': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.history': ['channels:history', 'groups:history'],
  'conversations.replies': ['channels:history', 'groups:history'],
  'views.open': [],
  'views.update': [],
  'views.publish': [],
};

const code = [...sourceFiles(root, ['src/adapters', 'src/flows', 'handlers']).values()].join('\n');
const all = (pattern: RegExp) => [...new Set([...code.matchAll(pattern)].map((match) => match[1] ?? ''))].sort();
const methods = all(/\bclient\s*\.((?:[a-z]\w*\s*\.\s*)+\w+)\(/g);

it('is what manifest.yml says', () => {
  expect(parse(readFileSync(join(root, 'manifest.yml'), 'utf8'))).toEqual(JSON.parse(JSON.stringify(manifest)));
});

it("fits Slack's shape", () => {
  fits(manifest);
  expect(fits.errors).toBeNull();
});

it.each([
  ['a long name', { ...manifest, display_information: { ...manifest.display_information, name: 'T'.repeat(36) } }],
  ['a command without a slash', { ...manifest, features: { ...manifest.features, slash_commands: [{ command: 'mde' }] } }],
  ['a key of its own', { ...manifest, setting: {} }],
])('%s would not fit', (_what, other) => {
  expect(fits(other)).toBe(false);
});

it('asks for the scopes of the methods the code calls, and for no other', () => {
  expect(methods.length).toBeGreaterThan(4);
  expect(methods.filter((name) => !(name in SCOPES))).toEqual([]);
  const used = new Set(['commands', ...methods.flatMap((name) => SCOPES[name] ?? [])]);
  expect(botScopes.map(({ scope }) => scope).sort()).toEqual([...used].sort());
});

it('subscribes to the events and commands that have a listener, and to no other', () => {
  const { event_subscriptions } = manifest.settings;
  // Slack delivers `message.channels` and `message.groups` as `message`.
  const types = new Set(event_subscriptions.bot_events.map((name) => name.split('.')[0] ?? ''));
  expect([...types].sort()).toEqual(all(/\bapp\.event\(\s*'([^']+)'/g));
  expect(manifest.features.shortcuts.map(({ callback_id }) => callback_id)).toEqual([callbackIds.addAsNote]);
  expect(manifest.features.slash_commands.map(({ command }) => command).sort()).toEqual(all(/\bapp\.command\(\s*'([^']+)'/g));
});

it('gets people and channels that are typed as ids, not as names', () => {
  for (const command of manifest.features.slash_commands) expect(command.should_escape).toBe(true);
});
