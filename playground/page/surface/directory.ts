import { createContext } from 'preact';

/** Names of people and channels, for mentions; and who is looking. */
export interface DirectoryFace {
  nameOf(id: string): string | undefined;
  /** Who can be chosen in a menu of people. */
  people: readonly { id: string; name: string }[];
}

export const Directory = createContext<DirectoryFace>({ nameOf: () => undefined, people: [] });
