import { goodEnv, load, secondTenant, sentences, smallFile } from './load';

const two = (first: string, second: string) => `${smallFile}    ${first}${secondTenant}    ${second}\n`;
const one = (remediation: string, roles = '{ analyst: [U0ANALYST], responder: [U0RESPONDER], lead: [U0LEAD] }') =>
  `${smallFile.replace(/roles: .*/, `roles: ${roles}`)}    remediation: ${remediation}\n`;

describe('two tenants', () => {
  it('of one Entra id, whatever the letters, and of one id are refused', () => {
    const first = smallFile.replace('11111111-1111-1111-1111-111111111111', 'aaaaaaaa-1111-1111-1111-111111111111');
    const second = secondTenant.replace('33333333-3333-3333-3333-333333333333', 'AAAAAAAA-1111-1111-1111-111111111111');
    expect(sentences(load(first + second))).toEqual(['tenants[1].entra_tenant_id: is the same as tenants[0].entra_tenant_id']);
    expect(sentences(load(smallFile + secondTenant.replace('id: fabrikam', 'id: contoso')))).toEqual([
      'tenants[1].id: is the same as tenants[0].id',
    ]);
  });

  it('of one customer channel are refused', () => {
    const file = two('channels: { customer: C0SAME }', 'channels: { customer: C0SAME }');
    expect(sentences(load(file))).toEqual(['tenants[1].channels.customer: is the same as tenants[0].channels.customer']);
  });

  it("never show one's detections to the other's people", () => {
    const file = two('channels: { customer: C0CONTOSO }', 'channels: { detections: C0CONTOSO }');
    expect(sentences(load(file))).toEqual([
      'tenants[0].channels.customer: is the same channel as tenants[1].channels.detections: the customer would read what is not theirs',
    ]);
  });

  it('may share the channel of the SOC', () => {
    expect(load(two('channels: { detections: C0SHARED }', 'channels: { detections: C0SHARED }')).ok).toBe(true);
  });
});

it.each(['C0SOC', 'C0OPS'])("a customer's channel cannot be the SOC's %s", (channel) => {
  expect(sentences(load(`${smallFile}    channels: { customer: ${channel} }\n`))).toEqual([
    expect.stringMatching(/^tenants\[0\]\.channels\.customer: is the same channel as soc\./),
  ]);
});

it('both kinds of credentials are one too many', () => {
  const pem = { '/k.pem': '-----BEGIN PRIVATE KEY-----' };
  const file = `${smallFile}    certificate: { path: /k.pem, thumbprint: ${'ab'.repeat(20)} }\n`;
  expect(sentences(load(file, goodEnv, pem))).toEqual(['tenants[0].client_secret: is given beside a certificate']);
});

describe('roles', () => {
  it.each(['analyst', 'responder', 'lead'])('%s: a role nobody holds is refused', (role) => {
    const file = smallFile.replace(new RegExp(`${role}: \\[\\w+\\]`), `${role}: []`);
    expect(sentences(load(file))).toEqual([expect.stringContaining(`roles.${role}: is empty: nobody`)]);
    expect(sentences(load(smallFile.replace(new RegExp(`${role}: \\[\\w+\\],? ?`), '')))).toEqual([
      expect.stringContaining(`roles.${role}: is empty: nobody`),
    ]);
  });
});

describe('remediation', () => {
  it('approves and automates only what is allowed', () => {
    expect(sentences(load(one('{ actions: [contain_host], approvals: { delete_file: 1 }, automatic: [block_hash] }')))).toEqual([
      'tenants[0].remediation.approvals.delete_file: names an action that remediation.actions does not allow',
      'tenants[0].remediation.automatic[0]: names an action that remediation.actions does not allow',
    ]);
  });

  const needs = (count: number) => `{ actions: [contain_host], approvals: { contain_host: ${count} } }`;

  it('asks for no more people than there are: one who asks, and leads who are somebody else', () => {
    expect(load(one(needs(2))).ok).toBe(true);
    expect(sentences(load(one(needs(3))))).toEqual([
      'tenants[0].remediation.approvals.contain_host: needs 3 distinct people, and at most 2 could take part (one who asks, and leads)',
    ]);
  });

  it('counts one person with two roles, or listed twice, once', () => {
    expect(sentences(load(one(needs(2), '{ analyst: [U0A], responder: [U0LEAD], lead: [U0LEAD, U0LEAD] }')))).toEqual([
      expect.stringContaining('at most 1 could take part'),
    ]);
  });

  it('cannot be automatic and in need of approval', () => {
    const file = one('{ actions: [block_hash], approvals: { block_hash: 2 }, automatic: [block_hash] }');
    expect(sentences(load(file))).toEqual([
      'tenants[0].remediation.approvals.block_hash: asks for people to approve what automatic carries out without any',
    ]);
  });
});

it.each(['tenants: 3', 'soc: []\nroles: x\ntenants: [1, null, {id: 2}]', '[]', 'null', '- a'])(
  'odd shapes are faults, not crashes: %j',
  (text) => {
    expect(sentences(load(text)).length).toBeGreaterThan(0);
  },
);
