import { createContext } from 'preact';

/** Names of people and channels, for mentions; and who is looking. */
export interface DirectoryFace {
  nameOf(id: string): string | undefined;
}

export const Directory = createContext<DirectoryFace>({ nameOf: () => undefined });
