import { readDemoOptions } from '../../../playground/demo/demo-options';

test('the defaults and every option', () => {
  expect(readDemoOptions([])).toEqual({ port: 4040, headless: false, scenario: 'all', help: false });
  expect(readDemoOptions(['--port', '0', '--headless', '--scenario=storm'])).toEqual({
    port: 0,
    headless: true,
    scenario: 'storm',
    help: false,
  });
});

test.each([
  [['--colour'], /--colour[\s\S]*--scenario NAME/],
  [['--port', '70000'], /0 to 65535/],
  [['--port', 'x'], /0 to 65535/],
  [['--scenario', 'toString'], /no scenario "toString"\. Choose from: all, hands-on-keyboard, web-shell, infostealer, storm, quiet/],
  [['extra'], /extra/],
])('%j is refused in words', (args, words) => {
  expect(() => readDemoOptions(args)).toThrow(words);
});
