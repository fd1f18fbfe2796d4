import { createDefenderDirectory } from '../../../src/adapters/defender';
import type { Defender } from '../../../src/ports/defender';
import { useHttpMock } from '../../support/http-mock';
import { httpFor } from '../http/http-fixtures';
import { connection, DEFENDER, GRAPH, LOGIN, TID, tokenBody } from './defender-fixtures';

/** A Defender over mocked HTTP: sign-in answers by itself; every other request needs a mock. */
export function useDefender() {
  const mock = useHttpMock();
  const start = (tenants = [connection()]) => {
    const { http, log, time, budget } = httpFor();
    const directory = createDefenderDirectory({ tenants, http, log, clock: time.clock });
    return { defender: directory.of('contoso') as Defender, directory, log, time, budget };
  };
  const signIn = (aud: string) => mock(LOGIN).post(`/${TID}/oauth2/v2.0/token`).reply(200, tokenBody({ aud }));
  return {
    start,
    signIn,
    graph: () => {
      signIn(GRAPH);
      return mock(GRAPH);
    },
    api: () => {
      signIn(DEFENDER);
      return mock(DEFENDER);
    },
    more: (base: string) => mock(base),
  };
}
