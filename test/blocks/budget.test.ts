import type { KnownBlock } from '@slack/types';
import { fitMessage, section, sections, some, textLength } from '../../blocks/budget';
import { readAloud } from './read-aloud';

const tail: KnownBlock[] = [{ type: 'divider' }, section('footer')];

test('sections packs lines without cutting one, each below 3,000 characters', () => {
  const lines = Array.from({ length: 100 }, (_, index) => `${index}`.padEnd(120, 'x'));
  const texts = sections(lines).map(({ text }) => text?.text ?? '');
  expect(texts.join('\n').split('\n')).toEqual(lines);
  expect(Math.max(...texts.map(({ length }) => length))).toBeLessThanOrEqual(2_800);
  expect(texts.length).toBe(5);
});

test('some says how many it left out, and draws no more than it shows', () => {
  const draw = jest.fn((item: number) => `${item}`);
  expect(some([1, 2, 3, 4], 2, draw)).toEqual(['1', '2', '+2 more']);
  expect(some([1, 2], 2, draw)).toEqual(['1', '2']);
  expect(draw).toHaveBeenCalledTimes(4);
});

describe('fitMessage', () => {
  test('leaves a message that fits as it is', () => {
    expect(fitMessage([section('a')], tail)).toEqual([section('a'), ...tail]);
  });

  test('keeps the tail and says how many parts are missing, by characters', () => {
    const blocks = fitMessage(
      Array.from({ length: 20 }, () => section('x'.repeat(1_000))),
      tail,
    );
    expect(textLength(blocks)).toBeLessThanOrEqual(10_000);
    expect(blocks.slice(-2)).toEqual(tail);
    expect(readAloud(blocks)).toContain('11 parts of this message did not fit');
  });

  test('and by number of blocks', () => {
    const blocks = fitMessage(
      Array.from({ length: 80 }, () => section('x')),
      tail,
    );
    expect(blocks).toHaveLength(50);
    expect(readAloud(blocks)).toContain('33 parts of this message did not fit');
  });
});
