import type { LocalDefender } from '../defender';

/** The stories of the panel and of `--scenario`, each at the tenant where it is played first. */
export const stories = [
  { name: 'hands-on-keyboard', title: 'Windows: hands on keyboard', tenant: 'contoso' },
  { name: 'web-shell', title: 'Linux: web shell', tenant: 'fabrikam' },
  { name: 'infostealer', title: 'macOS: infostealer', tenant: 'contoso' },
  { name: 'noise', title: 'Quiet noise', tenant: 'fabrikam' },
] as const;

export type StoryName = (typeof stories)[number]['name'];

const STORM = 40;

function play(defender: LocalDefender, ...names: StoryName[]): void {
  for (const story of stories) if (names.includes(story.name)) defender.play(story.name, story.tenant);
}

/** What `--scenario NAME` makes happen once everything is up. */
export const scenarios = {
  all: (defender) => play(defender, 'hands-on-keyboard', 'web-shell', 'infostealer', 'noise'),
  'hands-on-keyboard': (defender) => play(defender, 'hands-on-keyboard'),
  'web-shell': (defender) => play(defender, 'web-shell'),
  infostealer: (defender) => play(defender, 'infostealer'),
  storm: (defender) => void defender.storm('contoso', STORM),
  quiet: (defender) => play(defender, 'noise'),
} satisfies Record<string, (defender: LocalDefender) => void>;

export type ScenarioName = keyof typeof scenarios;
