/**
 * What an alert may be closed as: the values Microsoft Graph accepts on `alerts_v2`, exactly as it spells them, and the names people know
 * from Defender's portal (graph resource `security-alert`, enums classification and determination; values withdrawn in 2022 are left out).
 */
export interface Choice {
  value: string;
  name: string;
}

export interface Classification extends Choice {
  /** Those that fit it; any other pair is refused here, whatever Graph might take. */
  determinations: readonly Choice[];
}

const OTHER: Choice = { value: 'other', name: 'Other' };

export const CLASSIFICATIONS: readonly Classification[] = [
  {
    value: 'truePositive',
    name: 'True positive',
    determinations: [
      { value: 'multiStagedAttack', name: 'Multi-staged attack' },
      { value: 'maliciousUserActivity', name: 'Malicious user activity' },
      { value: 'compromisedAccount', name: 'Compromised account' },
      { value: 'malware', name: 'Malware' },
      { value: 'phishing', name: 'Phishing' },
      { value: 'unwantedSoftware', name: 'Unwanted software' },
      OTHER,
    ],
  },
  {
    value: 'informationalExpectedActivity',
    name: 'Informational, expected activity',
    determinations: [
      { value: 'securityTesting', name: 'Security testing' },
      { value: 'lineOfBusinessApplication', name: 'Line-of-business application' },
      { value: 'confirmedActivity', name: 'Confirmed activity' },
      OTHER,
    ],
  },
  {
    value: 'falsePositive',
    name: 'False positive',
    determinations: [
      { value: 'notMalicious', name: 'Not malicious' },
      { value: 'notEnoughDataToValidate', name: 'Not enough data to validate' },
      OTHER,
    ],
  },
];

const classificationOf = (value: string): Classification | undefined => CLASSIFICATIONS.find((one) => one.value === value);

/** Whether the pair is one of the table. */
export function fits(classification: string, determination: string): boolean {
  return classificationOf(classification)?.determinations.some(({ value }) => value === determination) ?? false;
}

/** "True positive, Malware"; a value that is not in the table (Defender's own, or newer) stands as it is. Undefined when neither is given. */
export function closedAs(classification: string | undefined, determination: string | undefined): string | undefined {
  const all = CLASSIFICATIONS.flatMap(({ determinations }) => determinations);
  const names = [
    classification && (classificationOf(classification)?.name ?? classification),
    determination && (all.find(({ value }) => value === determination)?.name ?? determination),
  ].filter(Boolean);
  return names.length > 0 ? names.join(', ') : undefined;
}
