import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatFaults } from '../../src/config';
import { configOf, faultsOf, goodEnv, load, secondTenant, sentences, smallFile } from './load';

const example = readFileSync(join(__dirname, '../../tocsin.example.yml'), 'utf8');
const indented = (lines: string) => lines.replace(/^/gm, '    ');
/** The small file's tenant with more keys. */
const withTenant = (lines: string) => `${smallFile}${indented(lines)}\n`;

describe('a good file', () => {
  it('is the example', () => {
    const { soc, roles, tenants } = configOf(load(example));
    expect(soc).toEqual({ channel: 'C0SOC', ops_channel: 'C0OPS' });
    expect(roles).toEqual({ analyst: ['U0ANALYST'], responder: ['U0RESPONDER'], lead: ['U0LEAD'] });
    expect(tenants[0]).toMatchObject({
      id: 'contoso',
      client_secret: 'canary~Secret1',
      cloud: 'commercial',
      channels: { detections: 'C0CONTOSOSOC', customer: 'C0CONTOSO' },
      contacts: [{ user: 'U0CUSTOMER', team: 'T0CONTOSO', role: 'contact' }],
      business_hours: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:30' },
      duet: { rules: ['remote-admin-tool', 'new-local-admin'], remember_answers: true },
      detections: { opt_in: ['lolbin-download'] },
      remediation: {
        actions: ['contain_host', 'release_host', 'block_hash', 'delete_file', 'kill_process'],
        approvals: { contain_host: 1, delete_file: 2 },
        automatic: ['block_hash'],
        protected_devices: ['dc-*', 'tag:crown-jewel'],
        max_per_hour: 10,
      },
    });
  });

  it('denies what it does not name', () => {
    expect(configOf(load(smallFile)).tenants[0]).toEqual({
      id: 'contoso',
      name: 'Contoso Ltd',
      entra_tenant_id: '11111111-1111-1111-1111-111111111111',
      client_id: '22222222-2222-2222-2222-222222222222',
      client_secret: 'canary~Secret1',
      cloud: 'commercial',
      poll_seconds: 15,
      channels: { detections: 'C0SOC' },
      contacts: [],
      time_zone: 'UTC',
      duet: { rules: [], remember_answers: false },
      detections: { opt_in: [] },
      remediation: { actions: [], approvals: {}, automatic: [], protected_devices: [], max_per_hour: 10 },
    });
  });

  it('may say how people are called in Defender: by Slack user id, no two alike', () => {
    const withPeople = (people: string) => load(`people: ${people}\n${smallFile}`);
    expect(configOf(load(example)).people).toEqual({ U0ANALYST: { upn: 'ana@soc.example' } });
    expect(configOf(load(smallFile)).people).toEqual({});
    expect(sentences(withPeople('{ U0ANA: { upn: a@b.example }, U0LEA: { upn: A@b.example } }'))).toEqual([
      'people: gives two people the same name in Defender',
    ]);
    expect(sentences(withPeople('{ U0ANA: { upn: a@b.example, mail: x } }'))).toHaveLength(1);
    expect(sentences(withPeople('{ ana: { upn: a@b.example } }'))).toHaveLength(1);
  });

  it('needs no audit key while nothing may be done', () => {
    const env = { ...goodEnv, AUDIT_HMAC_KEY: undefined };
    expect(load(smallFile, env).ok).toBe(true);
    const faults = faultsOf(load(withTenant('remediation: { actions: [contain_host] }'), env));
    expect(faults).toEqual([expect.objectContaining({ path: 'AUDIT_HMAC_KEY', remedy: expect.stringContaining('openssl rand -hex 32') })]);
  });

  it('may point at a local tenant', () => {
    const file = withTenant(
      'endpoints: { login: "http://127.0.0.1:4101/", graph: "http://localhost:4101", defender: "http://[::1]:4101" }',
    );
    expect(configOf(load(file)).tenants[0]?.endpoints).toEqual({
      login: 'http://127.0.0.1:4101',
      graph: 'http://localhost:4101',
      defender: 'http://[::1]:4101',
    });
  });

  it('takes a certificate in place of the secret', () => {
    const file = smallFile.replace(/client_secret: .*/, `certificate: { path: /tls/key.pem, thumbprint: "${'ab:'.repeat(19)}cd" }`);
    const pem = '-----BEGIN PRIVATE KEY-----\n…';
    expect(configOf(load(file, goodEnv, { '/tls/key.pem': pem })).tenants[0]?.certificate).toEqual({
      path: '/tls/key.pem',
      thumbprint: `${'AB'.repeat(19)}CD`,
    });
    expect(sentences(load(file))).toEqual(['tenants[0].certificate.path: names a file that cannot be read']);
    expect(sentences(load(file, goodEnv, { '/tls/key.pem': 'no' }))).toEqual([
      'tenants[0].certificate.path: names a file without a private key',
    ]);
  });
});

describe('references', () => {
  it('come from the environment, from a file, and inside a text', () => {
    const env = { ...goodEnv, CONTOSO_CLIENT_SECRET: undefined, CONTOSO_CLIENT_SECRET_FILE: '/run/c', WHO: 'Contoso' };
    const file = smallFile.replace('Contoso Ltd', '${WHO} Ltd');
    expect(configOf(load(file, env, { '/run/c': 'from-file\n' })).tenants[0]).toMatchObject({
      name: 'Contoso Ltd',
      client_secret: 'from-file',
    });
  });

  it('never change the shape of the file', () => {
    const env = { ...goodEnv, CONTOSO_CLIENT_SECRET: 'a", remediation: {actions: [contain_host]}' };
    expect(sentences(load(smallFile, env))).toEqual(['tenants[0].client_secret: has a blank or a control character inside']);
  });

  it('that are missing or misspelt are named, once', () => {
    const faults = faultsOf(load(smallFile, { ...goodEnv, CONTOSO_CLIENT_SECRET: undefined }));
    expect(faults).toEqual([
      {
        path: 'tenants[0].client_secret',
        problem: 'names CONTOSO_CLIENT_SECRET, which is not set',
        remedy: 'Set CONTOSO_CLIENT_SECRET, or CONTOSO_CLIENT_SECRET_FILE to the path of a file that holds it.',
      },
    ]);
    expect(sentences(load(smallFile.replace('${CONTOSO_CLIENT_SECRET}', '${contoso}')))).toEqual([
      'tenants[0].client_secret: has a ${ that is no reference',
    ]);
  });
});

describe('refused as YAML', () => {
  it.each([
    ['the same key twice', smallFile.replace('name: Contoso Ltd', 'name: Contoso Ltd\n    name: Other'), 'line 7 holds the same key twice'],
    [
      'a type of code',
      smallFile.replace('Contoso Ltd', '!!js/function "function () {}"'),
      'line 6 holds a tag (!…) or a value that a tag does not allow',
    ],
    ['an alias without anchor', smallFile.replace('Contoso Ltd', '*canary'), 'has aliases (*…) that lead nowhere or grow without end'],
    ['two documents', `${smallFile}---\na: 1\n`, 'line 10 holds more than one document (---)'],
  ])('%s', (_what, text, problem) => {
    const result = load(text);
    expect(sentences(result)).toEqual([`tocsin.yml: ${problem}`]);
    expect(formatFaults(faultsOf(result))).not.toContain('canary');
  });

  it('a bomb of aliases, without unfolding it', () => {
    const levels = Array.from({ length: 12 }, (_, index) => `a${index + 1}: &a${index + 1} [${Array(9).fill(`*a${index}`).join(', ')}]`);
    expect(sentences(load(['a0: &a0 [x]', ...levels].join('\n')))).toEqual([
      'tocsin.yml: has aliases (*…) that lead nowhere or grow without end',
    ]);
  });

  it('but a country code is a text', () => {
    expect(configOf(load(smallFile.replace('Contoso Ltd', 'no'))).tenants[0]?.name).toBe('no');
  });

  it('a file that is missing or empty', () => {
    expect(sentences(load(smallFile, { ...goodEnv, TOCSIN_CONFIG: '/etc/none.yml' }))).toEqual([
      'TOCSIN_CONFIG: names a file that cannot be read',
    ]);
    expect(sentences(load(''))).toEqual(['the file: is not a group of keys']);
  });
});

describe('refused values', () => {
  it.each([
    ['id: Contoso', 'tenants[0].id: is not a short name of a-z, 0-9 and - (at most 32)', smallFile.replace('id: contoso', 'id: Contoso')],
    [
      'braces in the id',
      'tenants[0].id: is not a short name of a-z, 0-9 and - (at most 32)',
      smallFile.replace('id: contoso', "id: 'con{t}oso'"),
    ],
    ['channel', 'soc.channel: is not a Slack channel id', smallFile.replace('C0SOC', '"#soc"')],
    ['user', 'roles.lead[0]: is not a Slack user id', smallFile.replace('U0LEAD', 'lead')],
    ['GUID', 'tenants[0].client_id: is not a GUID', smallFile.replace('22222222-', '2222222-')],
    ['placeholder', 'tenants[0].client_secret: is a placeholder, not a secret', smallFile.replace('${CONTOSO_CLIENT_SECRET}', 'changeme')],
    ['no secret', 'tenants[0].client_secret: is missing, and there is no certificate', smallFile.replace(/ +client_secret.*\n/, '')],
    ['number for text', 'tenants[0].name: is not text (put it in quotes)', smallFile.replace('Contoso Ltd', '42')],
    ['missing', 'tenants[0].name: is missing', smallFile.replace(/ +name: .*\n/, '')],
    ['limit 0', 'tenants[0].remediation.max_per_hour: is below 1', withTenant('remediation: { max_per_hour: 0 }')],
    ['limit -1', 'tenants[0].remediation.max_per_hour: is below 1', withTenant('remediation: { max_per_hour: -1 }')],
    ['limit 1.5', 'tenants[0].poll_seconds: is not a whole number', withTenant('poll_seconds: 1.5')],
    ['zone', 'tenants[0].time_zone: is not a time zone', withTenant('time_zone: Europe/Atlantis')],
    ['offset', 'tenants[0].time_zone: is not a time zone', withTenant('time_zone: "+01:00"')],
    [
      'hour',
      'tenants[0].business_hours.from: is not a time of day',
      withTenant('business_hours: { days: [mon], from: "9:00", to: "17:00" }'),
    ],
    ['hours', 'tenants[0].business_hours.to: is not after from', withTenant('business_hours: { days: [mon], from: "17:00", to: "09:00" }')],
    ['team', 'tenants[0].contacts[0].team: is not a Slack workspace id', withTenant('contacts: [{ user: U0C, team: contoso }]')],
    ['cloud', 'tenants[0].cloud: is not a cloud', withTenant('cloud: azure')],
    ['action', 'tenants[0].remediation.actions[0]: is not an action', withTenant('remediation: { actions: [wipe_host] }')],
    [
      'plain http',
      'tenants[0].endpoints.login: is plain http to another machine: secrets would travel readable',
      withTenant('endpoints: { login: "http://login.internal" }'),
    ],
  ])('%s', (_what, sentence, file) => {
    const result = load(file);
    expect(sentences(result)).toContain(sentence);
    for (const { remedy } of faultsOf(result)) expect(remedy).toMatch(/\w{3,}.*[^.]/);
  });

  it.each([
    ['pol_seconds: 15', 'tenants[0].pol_seconds', 'Did you mean poll_seconds? '],
    ['remediation: { max_per_hours: 5 }', 'tenants[0].remediation.max_per_hours', 'Did you mean max_per_hour? '],
    ['remediation: { approvals: { contain_hosts: 2 } }', 'tenants[0].remediation.approvals.contain_hosts', 'Did you mean contain_host? '],
    ['zzzzzz: 1', 'tenants[0].zzzzzz', 'Known here: id, name, '],
    ['<<: { id: x }', 'tenants[0].(odd key)', 'Known here: id, name, '],
  ])('an unknown key: %s', (line, path, remedy) => {
    const fault = faultsOf(load(withTenant(line))).find((one) => one.path === path);
    expect(fault?.problem).toBe('is not a known key');
    expect(fault?.remedy.startsWith(remedy)).toBe(true);
  });
});

it('tells all faults of environment, file and both together at once, and no value', () => {
  const file = `${smallFile.replace('[U0LEAD]', '[]').replace('Contoso Ltd', '""')}${indented('poll_second: 5')}${secondTenant.replace('33333333-3333-3333-3333-333333333333', '11111111-1111-1111-1111-111111111111')}`;
  const result = load(file, { ...goodEnv, REDIS_URL: undefined, DRY_RUN: 'perhaps' });
  expect(sentences(result).sort()).toEqual([
    'DRY_RUN: is neither true nor false',
    'REDIS_URL: is not set',
    'roles.lead: is empty: nobody would be there to approve or set policy',
    'tenants[0].name: is empty',
    'tenants[0].poll_second: is not a known key',
    'tenants[1].entra_tenant_id: is the same as tenants[0].entra_tenant_id',
  ]);
  const text = formatFaults(faultsOf(result));
  expect(text).toContain('6 faults; nothing was started');
  expect(text).not.toMatch(/canary|perhaps|11111111/);
});
