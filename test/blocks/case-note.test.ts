import { assignModal, closeModal, noteModal } from '../../blocks/case-modals';
import { caseNote } from '../../blocks/case-note';
import { CLASSIFICATIONS } from '../../src/core/classification';
import { everySaid } from './case-samples';
import { readAloud } from './read-aloud';
import { viewFaults } from './slack-limits';

test('each thing that happens to a case is one line that names who', () => {
  expect(everySaid.map((said) => caseNote(said).text).join('\n')).toMatchSnapshot();
});

const prompt = { prompt: 'p1a2', title: 'Suspicious PowerShell', tenantName: 'Contoso Ltd' };

test.each([
  ['close', closeModal(prompt)],
  ['note', noteModal(prompt, 'x'.repeat(5_000))],
  ['assign', assignModal(prompt)],
])('the form of %s fits Slack, and carries nothing but an opaque id', (_, view) => {
  expect(viewFaults({ ...view })).toEqual([]);
  expect(view.private_metadata).toBe('p1a2');
  expect(readAloud(view.blocks)).toMatchSnapshot();
});

test('every pair that can be chosen is one of the table, and every one of the table can be chosen', () => {
  const values = [...JSON.stringify(closeModal(prompt)).matchAll(/"value":"([a-zA-Z]+\/[a-zA-Z]+)"/g)].map(([, value]) => value);
  expect(values).toEqual(CLASSIFICATIONS.flatMap(({ value, determinations }) => determinations.map((one) => `${value}/${one.value}`)));
});
