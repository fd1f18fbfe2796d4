import { formatFaults } from '../../src/config';
import { configOf, faultsOf, goodEnv, load, sentences, smallFile } from './load';

const withEnv = (changes: Record<string, string | undefined>, files?: Record<string, string>) =>
  load(smallFile, { ...goodEnv, ...changes }, files);
const environmentOf = (changes: Record<string, string | undefined>, files?: Record<string, string>) =>
  configOf(withEnv(changes, files)).environment;

describe('defaults', () => {
  it('are those of the public interface', () => {
    expect(environmentOf({})).toMatchObject({
      TOCSIN_CONFIG: './tocsin.yml',
      SLACK_MODE: 'socket',
      SLACK_API_URL: 'https://slack.com/api/',
      PORT: 3000,
      LOG_LEVEL: 'info',
      DRY_RUN: false,
    });
  });

  it('hold no secret', () => {
    const environment = environmentOf({});
    for (const name of ['SLACK_SIGNING_SECRET', 'VIRUSTOTAL_API_KEY', 'OTX_API_KEY']) expect(environment).not.toHaveProperty(name);
  });

  it('of what cannot be missing do not exist: each is named with what to set', () => {
    const faults = faultsOf(load(smallFile, { CONTOSO_CLIENT_SECRET: 'canary' }));
    expect(faults.map(({ path, problem }) => `${path} ${problem}`)).toEqual([
      'REDIS_URL is not set',
      'SLACK_BOT_TOKEN is not set',
      'SLACK_APP_TOKEN is not set',
    ]);
    expect(faults[0]?.remedy).toContain('Set REDIS_URL');
  });

  it('ask for the signing secret instead in HTTP mode', () => {
    expect(sentences(withEnv({ SLACK_MODE: 'http', SLACK_APP_TOKEN: undefined }))).toEqual(['SLACK_SIGNING_SECRET: is not set']);
  });
});

describe('values', () => {
  it.each([
    ['DRY_RUN', 'yes', true],
    ['DRY_RUN', '1', true],
    ['DRY_RUN', 'TRUE', true],
    ['DRY_RUN', 'no', false],
    ['DRY_RUN', '0', false],
    ['PORT', '8080', 8080],
    ['SLACK_SIGNING_SECRET', 'old1,new2', ['old1', 'new2']],
    ['SLACK_BOT_TOKEN', '"xoxb-2-quoted"\r\n', 'xoxb-2-quoted'],
    ['REDIS_URL', "'rediss://redis.internal:6380/2'\n", 'rediss://redis.internal:6380/2'],
    ['SLACK_API_URL', 'http://127.0.0.1:4102/api/', 'http://127.0.0.1:4102/api/'],
    ['SLACK_API_URL', 'http://[::1]:4102/api/', 'http://[::1]:4102/api/'],
    ['SLACK_API_URL', 'http://localhost:4102/api/', 'http://localhost:4102/api/'],
  ])('%s=%j is %j', (name, value, expected) => {
    expect(environmentOf({ [name]: value })).toMatchObject({ [name]: expected });
  });

  it('of the audit key are hex or base64, at least 32 bytes', () => {
    const bytes = Buffer.from(Array.from({ length: 32 }, (_, index) => index * 7));
    expect(environmentOf({ AUDIT_HMAC_KEY: bytes.toString('hex') }).AUDIT_HMAC_KEY).toEqual(bytes);
    expect(environmentOf({ AUDIT_HMAC_KEY: bytes.toString('base64') }).AUDIT_HMAC_KEY).toEqual(bytes);
    expect(sentences(withEnv({ AUDIT_HMAC_KEY: 'ab'.repeat(31) }))).toEqual(['AUDIT_HMAC_KEY: is shorter than 32 bytes']);
    expect(sentences(withEnv({ AUDIT_HMAC_KEY: `${'ab'.repeat(32)}!` }))).toEqual(['AUDIT_HMAC_KEY: is neither hex nor base64']);
  });

  it.each([
    ['DRY_RUN', 'maybe', 'is neither true nor false'],
    ['DRY_RUN', 'on', 'is neither true nor false'],
    ['PORT', '3e3', 'is not a port number'],
    ['PORT', '70000', 'is above 65535'],
    ['SLACK_MODE', 'sockets', 'is neither socket nor http'],
    ['LOG_LEVEL', 'verbose', 'is not a pino level'],
    ['REDIS_URL', 'http://127.0.0.1:6379', 'is not a redis:// or rediss:// address'],
    ['REDIS_URL', '/var/run/redis.sock', 'is not a redis:// or rediss:// address'],
    ['SLACK_BOT_TOKEN', 'xapp-1-canaryApp', 'is not a bot token: it would begin with xoxb-'],
    ['SLACK_BOT_TOKEN', 'xoxb-…', 'is a placeholder, not a secret'],
    ['SLACK_BOT_TOKEN', 'xoxb-your-token', 'is a placeholder, not a secret'],
    ['SLACK_BOT_TOKEN', 'xoxb-1-a b', 'has a blank or a control character inside'],
    ['SLACK_APP_TOKEN', 'xoxb-1-canaryBot', 'is not an app-level token: it would begin with xapp-'],
    ['VIRUSTOTAL_API_KEY', 'changeme', 'is a placeholder, not a secret'],
    ['OTX_API_KEY', '<your key>', 'is a placeholder, not a secret'],
    ['SLACK_SIGNING_SECRET', 'one,two,three', 'is neither one secret nor two with a comma between'],
    ['SLACK_API_URL', 'http://slack.internal/api/', 'is plain http to another machine: secrets would travel readable'],
    ['SLACK_API_URL', 'http://127.0.0.1.nip.io/api/', 'is plain http to another machine: secrets would travel readable'],
    ['SLACK_API_URL', 'ftp://slack.com/', 'is not an https address'],
    ['SLACK_API_URL', 'https://name:pass@slack.com/api/', 'holds a user name or password'],
  ])('%s=%j is refused: %s', (name, value, problem) => {
    expect(sentences(withEnv({ [name]: value }))).toContain(`${name}: ${problem}`);
  });
});

describe('secrets from files', () => {
  it('are read without the line end', () => {
    const environment = environmentOf(
      { SLACK_BOT_TOKEN: undefined, SLACK_BOT_TOKEN_FILE: '/run/secrets/bot' },
      { '/run/secrets/bot': '\uFEFFxoxb-3-fromFile\r\n' },
    );
    expect(environment.SLACK_BOT_TOKEN).toBe('xoxb-3-fromFile');
  });

  it.each([
    ['a file that is not there', { SLACK_BOT_TOKEN: undefined, SLACK_BOT_TOKEN_FILE: '/none' }, 'names a file that cannot be read'],
    ['an empty file', { SLACK_BOT_TOKEN: undefined, SLACK_BOT_TOKEN_FILE: '/empty' }, 'names an empty file'],
    ['two sources', { SLACK_BOT_TOKEN_FILE: '/empty' }, 'is set and SLACK_BOT_TOKEN is set too'],
  ])('%s is one fault', (_what, changes, problem) => {
    expect(sentences(withEnv(changes, { '/empty': '\n' }))).toEqual([`SLACK_BOT_TOKEN_FILE: ${problem}`]);
  });

  it('are only for secrets', () => {
    expect(environmentOf({ PORT_FILE: '/port' }, { '/port': '9' }).PORT).toBe(3000);
  });
});

it('never repeats a value', () => {
  const canary = 'canary-5f1e';
  const names = [
    'REDIS_URL',
    'SLACK_BOT_TOKEN',
    'SLACK_APP_TOKEN',
    'SLACK_SIGNING_SECRET',
    'AUDIT_HMAC_KEY',
    'OTX_API_KEY',
    'PORT',
    'DRY_RUN',
  ];
  const text = formatFaults(faultsOf(load(smallFile, Object.fromEntries(names.map((name) => [name, `${canary} ,x,y`])))));
  for (const name of names) expect(text).toContain(`  ${name}: `);
  expect(text).not.toContain(canary);
});
