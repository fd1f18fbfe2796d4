import { CLASSIFICATIONS, closedAs, fits } from '../../src/core/classification';

it('has exactly what Graph accepts, and no value that was withdrawn', () => {
  expect(Object.fromEntries(CLASSIFICATIONS.map(({ value, determinations }) => [value, determinations.map((one) => one.value)]))).toEqual({
    truePositive: ['multiStagedAttack', 'maliciousUserActivity', 'compromisedAccount', 'malware', 'phishing', 'unwantedSoftware', 'other'],
    informationalExpectedActivity: ['securityTesting', 'lineOfBusinessApplication', 'confirmedActivity', 'other'],
    falsePositive: ['notMalicious', 'notEnoughDataToValidate', 'other'],
  });
});

it('a determination goes with its classification only', () => {
  expect(fits('truePositive', 'malware')).toBe(true);
  expect(fits('falsePositive', 'malware')).toBe(false);
  expect(fits('benignPositive', 'other')).toBe(false);
});

it('is named as people know it, and stands as it is where it is not known', () => {
  expect(closedAs('informationalExpectedActivity', 'lineOfBusinessApplication')).toBe(
    'Informational, expected activity, Line-of-business application',
  );
  expect(closedAs('truePositive', 'apt')).toBe('True positive, apt');
  expect(closedAs(undefined, undefined)).toBeUndefined();
});
