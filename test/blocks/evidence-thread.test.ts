import { evidenceThread } from '../../blocks/evidence-thread';
import { processTree } from '../../blocks/process-tree';
import type { ProcessFacts } from '../../src/core/detection-facts';
import { readAloud } from './read-aloud';
import { sampleCard } from './samples';

const process = (name: string, pid?: number, parentPid?: number, parentName?: string): ProcessFacts => ({
  image: { name },
  pid,
  parent: { image: parentName ? { name: parentName } : {}, pid: parentPid },
});

test('evidence in full', () => {
  expect(readAloud(evidenceThread(sampleCard()).blocks)).toMatchSnapshot();
});

test('an alert without evidence says so', () => {
  const { facts } = sampleCard();
  const none = {
    ...facts,
    device: undefined,
    user: undefined,
    process: undefined,
    file: undefined,
    otherProcesses: [],
    ips: [],
    urls: [],
    registry: [],
    others: [],
    omitted: 0,
    alert: { ...facts.alert, techniques: [], recommendedActions: undefined },
  };
  expect(readAloud(evidenceThread(sampleCard({ facts: none })).blocks)).toBe('section: Defender gave no evidence with this alert.');
});

test('what is left out of a long list is counted', () => {
  const card = sampleCard();
  const ips = Array.from({ length: 25 }, (_, index) => ({ ip: `198.51.100.${index}`, public: true }));
  expect(readAloud(evidenceThread({ ...card, facts: { ...card.facts, ips } }).blocks)).toContain('`198.51.100.9`\n+15 more');
});

describe('processTree', () => {
  test('puts each process under the one that started it, a shared parent once', () => {
    const tree = processTree([process('a', 2, 1, 'init'), process('b', 3, 2), process('c', 4, 3), process('d', 5, 1, 'init')]);
    expect(tree).toBe(['init (pid 1)', '└─ a (pid 2)', '   └─ b (pid 3)', '      └─ c (pid 4)', '└─ d (pid 5)'].join('\n'));
  });

  test('draws processes that point at each other, or at themselves, once each', () => {
    const tree = processTree([process('a', 1, 2), process('b', 2, 1), process('c', 3, 3)]);
    expect(tree.match(/\ba \(|\bb \(|\bc \(/g)).toHaveLength(3);
  });

  test('draws processes of which no id is known', () => {
    expect(processTree([process('a'), process('b')])).toBe('a\nb');
  });

  test('a line break in a name makes no line', () => {
    expect(processTree([process('a\n└─ forged.exe', 1)])).toBe('a\\u{A}└─ forged.exe (pid 1)');
  });
});
