import { demoConfig } from '../../../playground/demo/demo-config';
import { loadConfig } from '../../../src/config';

test('the bot accepts the demo’s tocsin.yml', () => {
  const env = {
    TOCSIN_CONFIG: 'tocsin.yml',
    SLACK_MODE: 'socket',
    SLACK_BOT_TOKEN: `xoxb-local-${'a1'.repeat(12)}`,
    SLACK_APP_TOKEN: `xapp-local-${'b2'.repeat(12)}`,
    SLACK_API_URL: 'http://127.0.0.1:4040/api/',
    REDIS_URL: 'redis://127.0.0.1:6379',
    AUDIT_HMAC_KEY: 'c3'.repeat(32),
    CONTOSO_CLIENT_SECRET: 'contoso-local-secret-3f9a',
    FABRIKAM_CLIENT_SECRET: 'fabrikam-local-secret-7c1d',
  };
  const loaded = loadConfig({ env, readFile: () => demoConfig('http://127.0.0.1:4101') });
  expect(loaded).toMatchObject({ ok: true, config: { tenants: [{ id: 'contoso', poll_seconds: 2 }, { id: 'fabrikam' }] } });
});
