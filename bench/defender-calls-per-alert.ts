import type { LocalDefender } from '../playground/defender';
import type { LoggedRequest } from '../playground/defender/request-log';
import { compare } from './line';
import type { Measure } from './measure';
import { setStage } from './stage';
import { playAlone, repeatAlert, STORIES, storyAlerts } from './stories';

/** What the issue allows for a typical alert. */
const MOST = 8;
/** Alerts of the stories; a tenant for each, and one more for each story as a whole. */
const ALERTS = 15;
const COUNTED = 'calls of Defender and Graph, without tokens and lists of alerts';

/** Neither for a token nor a poll. */
const isLookUp = ({ class: kind, path }: LoggedRequest) => kind !== 'token' && path !== '/v1.0/security/alerts_v2';

const lookUps = ({ requests }: LocalDefender, tenant: string) => requests.filter((one) => one.tenant === tenant && isLookUp(one));

export const defenderCallsPerAlert: Measure = async ({ pile, emit }) => {
  const stage = await setStage(pile, { tenants: ALERTS + STORIES.length, pollSeconds: 1, withoutLimits: true });
  const { defender } = stage;
  const alerts = storyAlerts(defender);
  if (alerts.length !== ALERTS) throw new Error(`the stories have ${alerts.length} alerts, not ${ALERTS}`);
  const [alone, whole] = [stage.tenants.slice(0, ALERTS), stage.tenants.slice(ALERTS)];
  const countAll = () => alone.map((tenant) => lookUps(defender, tenant).length);

  const ids = alerts.map((alert, index) => playAlone(defender, alone[index] ?? '', alert));
  await stage.settled(alone, 1);
  const first = countAll();
  const each = `${COUNTED}, for each alert of the three stories in a tenant where nothing was asked yet`;
  emit(
    compare(
      { name: 'defender-calls-per-alert.first', what: each, unit: 'calls', against: 'the most that is wanted for one alert' },
      first,
      MOST,
    ),
  );

  for (const [index, tenant] of alone.entries()) repeatAlert(defender, tenant, ids[index] ?? '');
  await stage.settled(alone, 2);
  const again = countAll().map((count, index) => count - (first[index] ?? 0));
  const repeat = `${COUNTED}, for the same alert once more a moment later, on the same device`;
  emit(compare({ name: 'defender-calls-per-alert.repeat', what: repeat, unit: 'calls', against: 'the first alert' }, again, first));

  for (const [index, story] of STORIES.entries()) {
    const tenant = whole[index] ?? '';
    const { length } = defender.play(story, tenant, { atOnce: true });
    await stage.settled([tenant], length);
    const asked = lookUps(defender, tenant);
    const reads = asked.filter(({ method }) => method === 'GET').map(({ path, query }) => `${path}?${query}`);
    const about = {
      name: `defender-calls-per-alert.${story}`,
      what: `GETs for all ${length} alerts of the story arriving in one poll, in a tenant where nothing was asked yet`,
      unit: 'calls',
      against: 'different GETs among them',
    };
    emit(compare(about, [reads.length], new Set(reads).size));
  }
};
