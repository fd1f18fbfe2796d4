import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { parse } from 'yaml';
import { generatedFiles } from '../../src/cli/generated-files';
import { describeSettings } from '../../src/config/environment';
import { fileJsonSchema } from '../../src/config/file-schema';

const root = join(__dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

it.each(generatedFiles.map(({ path, render }) => [path, render] as const))('%s is what the code makes', (path, render) => {
  expect(read(path)).toBe(render(read(path)));
});

describe('README', () => {
  const render = generatedFiles.find(({ path }) => path === 'README.md')?.render ?? ((text) => text);

  it('gets its tables back, and keeps the text around them', () => {
    const spoilt = read('README.md').replace('| `PORT` | `3000` |', '| `PORT` | `8080` |');
    expect(spoilt).not.toBe(read('README.md'));
    expect(render(spoilt)).toBe(read('README.md'));
  });

  it('cannot lose a table unnoticed', () => {
    expect(() => render(read('README.md').replace('<!-- settings:end -->', ''))).toThrow('settings:begin');
  });

  it('has a row for every setting', () => {
    for (const { name } of describeSettings()) expect(read('README.md')).toContain(`| \`${name}\` |`);
  });
});

it('the settings are those of the public interface, in its order', () => {
  expect(describeSettings().map((setting) => [setting.name, setting.default])).toEqual([
    ['TOCSIN_CONFIG', './tocsin.yml'],
    ['REDIS_URL', undefined],
    ['SLACK_MODE', 'socket'],
    ['SLACK_BOT_TOKEN', undefined],
    ['SLACK_APP_TOKEN', undefined],
    ['SLACK_SIGNING_SECRET', undefined],
    ['SLACK_API_URL', 'https://slack.com/api/'],
    ['PORT', '3000'],
    ['AUDIT_HMAC_KEY', undefined],
    ['LOG_LEVEL', 'info'],
    ['DRY_RUN', 'false'],
    ['VIRUSTOTAL_API_KEY', undefined],
    ['ABUSEIPDB_API_KEY', undefined],
    ['GREYNOISE_API_KEY', undefined],
    ['ABUSECH_AUTH_KEY', undefined],
    ['OTX_API_KEY', undefined],
  ]);
});

describe('tocsin.schema.json', () => {
  const fits = new Ajv2020({ allErrors: true }).compile(fileJsonSchema());
  const example = () => parse(read('tocsin.example.yml'));

  it('takes the example', () => {
    fits(example());
    expect(fits.errors).toBeNull();
  });

  it('takes a reference where a pattern is asked for', () => {
    expect(fits({ ...example(), soc: { channel: '${SOC_CHANNEL}', ops_channel: 'C0OPS' } })).toBe(true);
  });

  it.each([
    ['an unknown key', { chanel: 'C0SOC' }],
    ['a channel name', { channel: '#soc', ops_channel: 'C0OPS' }],
  ])('refuses %s', (_what, soc) => {
    expect(fits({ ...example(), soc })).toBe(false);
  });
});
