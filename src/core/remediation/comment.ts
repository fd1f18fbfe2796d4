/** Defender's own limit is not documented; clients keep to a few hundred characters. */
const MAX_COMMENT = 500;
const MAX_NAME = 60;
const MARK = 'tocsin:';

export interface CommentFacts {
  person: { user: string; name?: string };
  reason: string;
  tenant: string;
  alertId: string;
  operation: string;
}

/** One line without control or invisible characters. */
const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** The name cannot end the part that names the person, nor look like another id. */
const plainName = (name: string | undefined): string =>
  oneLine((name ?? '').replace(/[():,]/g, ' '))
    .slice(0, MAX_NAME)
    .trim();

/**
 * The comment of a machine action, at most 500 characters: Defender shows the app as requestor, so the human stands here, and the
 * operation id by which the action is found again after a lost answer. The id comes first: text after it cannot take its place.
 */
export function actionComment({ person, reason, tenant, alertId, operation }: CommentFacts): string {
  const who = plainName(person.name) || person.user;
  const comment = `${MARK}${operation} asked by ${who} (${person.user}), tenant ${oneLine(tenant)}, alert ${oneLine(alertId)}: ${oneLine(reason)}`;
  return comment.length <= MAX_COMMENT
    ? comment
    : `${[...comment]
        .slice(0, MAX_COMMENT - 3)
        .join('')
        .slice(0, MAX_COMMENT - 3)}...`;
}

/** The operation id in a comment of ours; undefined for a comment of anybody else. */
export function operationIn(comment: string | undefined): string | undefined {
  return /tocsin:([a-z0-9]+)(?![a-z0-9])/.exec(comment ?? '')?.[1];
}

/** Person and reason of a comment of ours, for showing; undefined for a comment of anybody else. */
export function askedIn(comment: string | undefined): { by: string; user: string; reason: string } | undefined {
  const parts = /^tocsin:[a-z0-9]+ asked by ([^(]+) \(([A-Z0-9]+)\), tenant [^:]*?, alert [^ ]*: (.*)$/.exec(comment ?? '');
  return parts?.[1] && parts[2] ? { by: parts[1], user: parts[2], reason: parts[3] ?? '' } : undefined;
}
