import { PERSON } from '../../../src/adapters/defender/caller';
import { errorOf } from '../http/http-fixtures';
import { useDefender } from './directory';

const { start, api } = useDefender();
const SHA1 = '0991a395da64e1c5fbe8732ed11e6be064081d9f';
const query = { lookBackHours: '720' };

it('reads a file, and says not found for one that is unknown', async () => {
  api()
    .get(`/api/files/${SHA1}`)
    .reply(200, { sha1: SHA1, size: 7, signer: 'S', isValidCertificate: false, determinationType: 'Pua', determinationValue: 'PUA:X' });
  await expect(start().defender.fileInfo(SHA1.toUpperCase(), PERSON)).resolves.toEqual({
    sha1: SHA1,
    size: 7,
    signer: 'S',
    validCertificate: false,
    determination: 'Pua',
    threat: 'PUA:X',
  });
  api()
    .get(`/api/files/${SHA1}`)
    .reply(404, { error: { code: 'ResourceNotFound' } });
  expect((await errorOf(start().defender.fileInfo(SHA1, PERSON))).code).toBe('not_found');
});

it.each(['d41d8cd98f00b204e9800998ecf8427e', '', `${SHA1}/../x`, `0x${SHA1.slice(2)}`, `${SHA1} `])(
  'sends nothing for the hash %j',
  async (hash) => {
    const { defender } = start();
    for (const call of [defender.fileInfo(hash, PERSON), defender.fileStats(hash, PERSON)])
      expect((await errorOf(call)).code).toBe('bad_request');
  },
);

it('reads how common a file is, in the present and the older spelling', async () => {
  const stats = {
    organizationPrevalence: 14850,
    orgFirstSeen: '2019-12-07T13:44:16Z',
    globallyPrevalence: 705012,
    globalFirstObserved: '0001-01-01T00:00:00Z',
    topFileNames: ['MREC.exe'],
  };
  api().get(`/api/files/${SHA1}/stats`).query(query).reply(200, stats);
  await expect(start().defender.fileStats(SHA1, PERSON)).resolves.toEqual({
    devices: 14850,
    firstSeen: '2019-12-07T13:44:16Z',
    global: 705012,
    names: ['MREC.exe'],
  });
  api().get(`/api/files/${SHA1}/stats`).query(query).reply(200, { orgPrevalence: '12', globalPrevalence: '3' });
  await expect(start().defender.fileStats(SHA1, PERSON)).resolves.toEqual({ devices: 12, global: 3, names: [] });
});

it('does not take a number that is not there for zero', async () => {
  api().get('/api/ips/1.2.3.4/stats').query(query).reply(200, { ipAddress: '1.2.3.4' });
  expect((await errorOf(start().defender.ipStats('1.2.3.4', PERSON))).code).toBe('bad_answer');
});

it('asks for addresses and names as one part of the path', async () => {
  api().get('/api/ips/2001%3Adb8%3A%3A1/stats').query(query).reply(200, { organizationPrevalence: 0 });
  await expect(start().defender.ipStats('2001:db8::1', PERSON)).resolves.toEqual({ devices: 0, names: [] });
  api().get('/api/domains/example.com/stats').query(query).reply(200, { organizationPrevalence: 4070 });
  await expect(start().defender.domainStats('Example.COM.', PERSON)).resolves.toMatchObject({ devices: 4070 });
});

it.each(['evil.com/../x', 'a b.com', 'x?y=1', 'http://x.com'])('sends nothing for the domain %j', async (host) => {
  expect((await errorOf(start().defender.domainStats(host, PERSON))).code).toBe('bad_request');
});

it('asks for a user by the account name, and refuses a UPN that Defender would answer with nothing', async () => {
  api().get('/api/users/ana%20b/alerts').reply(200, { value: [] });
  await expect(start().defender.userAlerts('ana b', PERSON)).resolves.toEqual([]);
  api().get('/api/users/ana/machines').reply(200, { value: [] });
  await expect(start().defender.userMachines('ana', PERSON)).resolves.toEqual([]);
  for (const account of ['ana@contoso.example', 'CONTOSO\\ana', '', 'a/../b']) {
    expect((await errorOf(start().defender.userAlerts(account, PERSON))).code).toBe('bad_request');
  }
});

it('lists indicators of one value, quoted', async () => {
  const value = [
    { id: 995, indicatorValue: '12.13.14.15', indicatorType: 'IpAddress', action: 'Block', title: 't', expirationTime: null },
    { id: 'broken' },
  ];
  api().get('/api/indicators').query({ $filter: "indicatorValue eq 'a''b'", $top: '5' }).reply(200, { value });
  await expect(start().defender.listIndicators({ value: "a'b", top: 5 }, PERSON)).resolves.toEqual([
    { id: '995', value: '12.13.14.15', type: 'IpAddress', action: 'Block', title: 't' },
  ]);
});
