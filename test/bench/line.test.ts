import { compare, spreadOf } from '../../bench/line';

const about = { name: 'thing.part', what: 'a thing', unit: 'ms', against: 'another thing' };

describe('spreadOf', () => {
  it('takes the median, of an even number the mean of the middle two', () => {
    expect(spreadOf([9, 1, 5])).toEqual({ value: 5, min: 1, max: 9, n: 3 });
    expect(spreadOf([9, 1, 5, 2])).toEqual({ value: 3.5, min: 1, max: 9, n: 4 });
  });

  it('gives a 99th percentile of a hundred samples or more', () => {
    const samples = Array.from({ length: 200 }, (_, index) => index + 1);
    expect(spreadOf(samples)).toEqual({ value: 100.5, min: 1, max: 200, p99: 198, n: 200 });
    expect(spreadOf(samples.slice(0, 99))).not.toHaveProperty('p99');
  });
});

describe('compare', () => {
  it('divides the medians', () => {
    const baselineSpread = { value: 2, min: 1, max: 3, n: 3 };
    expect(compare(about, [4, 6, 5], [1, 2, 3])).toEqual({
      ...about,
      value: 5,
      min: 4,
      max: 6,
      n: 3,
      baseline: 2,
      baselineSpread,
      ratio: 2.5,
    });
  });

  it('takes one number as the baseline', () => {
    expect(compare(about, [6], 8)).toEqual({ ...about, value: 6, min: 6, max: 6, n: 1, baseline: 8, ratio: 0.75 });
  });

  it('refuses to compare where nothing was measured', () => {
    expect(() => compare(about, [], 8)).toThrow('thing.part: nothing was measured');
    expect(() => compare(about, [6], [])).toThrow('thing.part: nothing was measured');
  });
});
