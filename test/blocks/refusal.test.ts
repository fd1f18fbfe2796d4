import { refusalText } from '../../blocks/refusal';
import { everyRefusal } from './refusals';

test('every reason code, as people read it', () => {
  expect(everyRefusal.map((refusal) => `${refusal.code}: ${refusalText(refusal)}`).join('\n')).toMatchSnapshot();
});

test.each(everyRefusal.map((refusal) => [refusal.code, refusal] as const))('%s says what to do next', (_, refusal) => {
  expect(refusalText(refusal)).toMatch(/Please |There is nothing to do|The thread shows|`\/mde doctor`|A lead can|Nobody holds/);
});

test('leads are mentioned, names from outside are not', () => {
  expect(refusalText({ code: 'not_permitted', tenantName: '<!channel>', needs: 'lead', ask: ['U0LEAD', 'U0LEADB'] })).toBe(
    'Only leads of &lt;!channel&gt; may do this. Please ask <@U0LEAD> or <@U0LEADB>.',
  );
  expect(refusalText({ code: 'already_done', deviceName: 'ws-1', state: 'isolated', by: 'U0LEAD' })).not.toContain('<@');
});
