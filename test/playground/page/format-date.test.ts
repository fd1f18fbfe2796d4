import { formatDate } from '../../../playground/page/text/format-date';

const noon = (day: number) => new Date(2026, 10, day, 12, 34, 56);
const unix = (at: Date) => at.getTime() / 1000;

test.each([
  ['{date_num} {time}', '2026-11-24 12:34'],
  ['{date}', 'November 24th, 2026'],
  ['{date_long} {time_secs}', 'Tuesday, November 24th, 2026 12:34:56'],
  ['{date_short}', 'Nov 24, 2026'],
  ['{date_pretty} {unknown}', 'today {unknown}'],
  ['{ago}', 'just now'],
])('%s', (format, expected) => {
  expect(formatDate(unix(noon(24)), format, noon(24))).toBe(expected);
});

test('near days and past times in words', () => {
  expect(formatDate(unix(noon(23)), '{date_short_pretty}, {ago}', noon(24))).toBe('yesterday, yesterday');
  expect(formatDate(unix(noon(21)), '{date_short_pretty}, {ago}', noon(24))).toBe('Nov 21, 2026, 3 days ago');
  expect(formatDate(unix(noon(22)), '{date}', noon(24))).toBe('November 22nd, 2026');
});
