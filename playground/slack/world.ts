/** A person of one workspace, or the bot. */
export interface Person {
  id: string;
  team: string;
  /** Handle, as in `user.username`. */
  handle: string;
  name: string;
  title: string;
  part: string;
  email: string;
  bot: boolean;
}

export interface Channel {
  id: string;
  name: string;
  topic: string;
  /** Slack Connect: people of other workspaces are in it. */
  shared: boolean;
  private: boolean;
  archived: boolean;
  members: Set<string>;
  /** The other person of a direct message. */
  dmWith?: string;
  created: number;
}

/** Ids of the app and of its home workspace. */
export const app = { id: 'A0TOCSIN', bot: 'B0TOCSIN', user: 'U0TOCSIN', team: 'T0SOC' } as const;

export const teams: Record<string, { name: string; domain: string }> = {
  T0SOC: { name: 'Example SOC', domain: 'example-soc' },
  T0CONTOSO: { name: 'Contoso', domain: 'contoso' },
  T0OTHER: { name: 'Other Company', domain: 'other-company' },
};

const person = (id: string, team: string, name: string, title: string, part: string, bot = false): Person => ({
  id,
  team,
  handle: name.toLowerCase(),
  name,
  title,
  part,
  email: `${name.toLowerCase()}@${(teams[team] ?? { domain: 'example' }).domain}.example`,
  bot,
});

/** Who is there at the start: three of the SOC, one contact of a customer, one person who has no business here. */
export const defaultPeople = (): Person[] => [
  person('U0ANALYST', 'T0SOC', 'Ana', 'SOC analyst', 'analyst'),
  person('U0RESPONDER', 'T0SOC', 'Rui', 'Incident responder', 'responder'),
  person('U0LEAD', 'T0SOC', 'Lea', 'SOC lead', 'lead'),
  person('U0CUSTOMER', 'T0CONTOSO', 'Carla', 'IT manager at Contoso', 'customer'),
  person('U0OUTSIDER', 'T0OTHER', 'Otto', 'Guest from another company', 'outsider'),
  person(app.user, app.team, 'Tocsin', 'App', 'bot', true),
];

const channel = (id: string, name: string, topic: string, shared: boolean, members: string[]): Channel => ({
  id,
  name,
  topic,
  shared,
  private: false,
  archived: false,
  members: new Set([app.user, ...members]),
  created: 1_760_000_000,
});

const soc = ['U0ANALYST', 'U0RESPONDER', 'U0LEAD'];

/** The channels at the start; the bot is in all of them. */
export const defaultChannels = (): Channel[] => [
  channel('C0SOC', 'soc', 'Detections of every customer', false, soc),
  channel('C0OPS', 'tocsin-ops', "The bot's own troubles and recoveries", false, soc),
  channel('C0CONTOSOSOC', 'contoso-soc', 'Detections at Contoso', false, soc),
  channel('C0FABRIKAMSOC', 'fabrikam-soc', 'Detections at Fabrikam', false, soc),
  channel('C0CONTOSO', 'contoso', 'Shared with Contoso', true, [...soc, 'U0CUSTOMER', 'U0OUTSIDER']),
  channel('C0FABRIKAM', 'fabrikam', 'Shared with Fabrikam', true, [...soc, 'U0OUTSIDER']),
];
