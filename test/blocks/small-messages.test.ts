import { doctorReport } from '../../blocks/doctor';
import { helpText, unknownVerbText, whoamiText } from '../../blocks/help';
import { homeView } from '../../blocks/home';
import { opsNotice } from '../../blocks/ops-notice';
import { threadNote } from '../../blocks/thread-note';
import { ago, utcText, when } from '../../blocks/time';
import { readAloud } from './read-aloud';
import { sampleReport } from './samples';
import { viewFaults } from './slack-limits';

test('an ops notice says what is wrong, what to do, and its id', () => {
  const { text, blocks } = opsNotice({ title: 'Contoso Ltd is paused', detail: 'Sign-in failed.', remedy: 'Renew the secret.', id: 'n1' });
  expect(text).toBe('🔴 Trouble: Contoso Ltd is paused Sign-in failed.');
  expect(readAloud(blocks)).toBe(
    'section: 🔴 Trouble: Contoso Ltd is paused\nSign-in failed.\n*What to do:* Renew the secret.\ncontext: Reference `n1` · Tocsin',
  );
});

test('a recovery does not read as trouble', () => {
  expect(opsNotice({ title: 'Polling', detail: 'It works again.', id: 'n2', recovered: true }).text).toMatch(/^🟢 Recovered: Polling/);
});

test('a thread note is one line', () => {
  expect(threadNote('Severity rose from medium to high.').text).toBe('Severity rose from medium to high.');
});

test('help, and a verb that is not there', () => {
  expect(helpText()).toMatchSnapshot();
  expect(unknownVerbText('isolate <!here>', ['help', 'whoami'])).toBe(
    'There is no `/mde isolate &lt;!here&gt;`. What there is: `/mde help`, `/mde whoami`.',
  );
});

test.each([
  [
    'a responder',
    { roles: ['analyst', 'responder'] as const, ownWorkspace: true },
    /responder\.\n\*You may:\* .*contain and release hosts/,
  ],
  ['somebody without a role', { roles: [] as const, ownWorkspace: true }, /You hold no role/],
  ['an outsider', { roles: ['lead'] as const, ownWorkspace: false }, /from another workspace: here you may read, and not press buttons/],
])('whoami of %s', (_, { roles, ownWorkspace }, words) => {
  expect(whoamiText({ user: 'U0ANA', roles: [...roles], ownWorkspace, tenants: ['Contoso Ltd'] })).toMatch(words);
});

test('the Home tab has who you are and where help is', () => {
  const view = homeView({ user: 'U0RESPONDER', roles: ['analyst', 'responder'], tenants: ['Contoso Ltd', 'Fabrikam'] });
  expect(viewFaults({ ...view })).toEqual([]);
  expect(readAloud(view.blocks)).toMatchSnapshot();
});

describe('doctor', () => {
  test('puts what is wrong first, in words, with the fix', () => {
    expect(doctorReport(sampleReport())).toMatchSnapshot();
  });

  test('does not call a tenant well when a check could not be made', () => {
    const [well] = sampleReport().tenants;
    if (!well) throw new Error('no sample');
    const unknown = { ...well, channels: [{ channel: 'C0FABRIKAM', use: 'detections' as const, member: 'unknown' as const }] };
    expect(doctorReport({ dryRun: false, tenants: [well] })).toContain('all is well');
    expect(doctorReport({ dryRun: false, tenants: [unknown] })).not.toContain('all is well');
  });
});

describe('times', () => {
  test('are shown in the zone of the reader, with UTC for clients that cannot', () => {
    expect(when('2026-11-24T14:02:11.1234567Z')).toBe('<!date^1795528931^{date_short_pretty} at {time}|2026-11-24 14:02:11 UTC>');
    expect(ago('2026-11-24T14:02:11')).toBe('<!date^1795528931^{ago}|2026-11-24 14:02:11 UTC>');
  });

  test.each(['0001-01-01T00:00:00Z', 'yesterday', '2026-11-24T14:02:11|<!here>', '2026-02-30T99:00:00Z'])('%s is no date token', (text) => {
    expect(when(text)).toMatch(/^`[^`<>]+`$/);
    expect(utcText(text)).toBe('unknown time');
  });
});
