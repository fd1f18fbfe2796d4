import { hashesOf } from './hash';
import { DAY, timeText } from './time';

interface IndicatorSeed {
  value: string;
  type: 'FileSha256' | 'IpAddress' | 'DomainName';
  action: 'Allowed' | 'Audit' | 'Block' | 'BlockAndRemediate';
  title: string;
}

const SEEDS: IndicatorSeed[] = [
  { value: '192.0.2.199', type: 'IpAddress', action: 'Block', title: 'Scanner of last spring' },
  { value: 'old-campaign.invalid', type: 'DomainName', action: 'Block', title: 'Phishing campaign, closed' },
  { value: hashesOf('own backup agent').sha256, type: 'FileSha256', action: 'Allowed', title: 'Own backup agent' },
];

/** Indicators a tenant begins with, as people entered them in the portal. */
export function seedIndicators(domain: string, now: number): Record<string, unknown>[] {
  return SEEDS.map((seed, index) => ({
    id: String(990 + index),
    indicatorValue: seed.value,
    indicatorType: seed.type,
    action: seed.action,
    title: seed.title,
    description: seed.title,
    severity: 'Informational',
    recommendedActions: '',
    application: null,
    expirationTime: timeText(now + 60 * DAY),
    generateAlert: seed.action !== 'Allowed',
    rbacGroupNames: [],
    rbacGroupIds: [],
    educateUrl: null,
    sourceType: 'User',
    source: `lead@${domain}`,
    createdBy: `lead@${domain}`,
    createdByDisplayName: 'Security lead',
    creationTimeDateTimeUtc: timeText(now - 90 * DAY, 1234),
    lastUpdateTime: timeText(now - 90 * DAY, 1234),
  }));
}
