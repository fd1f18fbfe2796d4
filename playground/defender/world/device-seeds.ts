/** The devices the stories happen on, and a few that only stand there. Addresses are internal or of the documentation ranges. */
export interface DeviceSeed {
  /** First label of the DNS name; two seeds may share it. */
  name: string;
  os: string;
  version: string;
  build: number | null;
  agent: string;
  ip: string;
  externalIp: string;
  users: string[];
  tags: string[];
  value: 'Low' | 'Normal' | 'High';
  exposure: 'Low' | 'Medium' | 'High';
  group: string;
  health?: string;
  onboarding?: string;
  offline?: boolean;
}

const windows11 = { os: 'Windows11', version: '24H2', build: 26100, agent: '10.8805.26100.4061' } as const;
const server2022 = { os: 'WindowsServer2022', version: '21H2', build: 20348, agent: '10.8805.20348.3692' } as const;
const ubuntu = { os: 'Ubuntu', version: '22.04', build: null, agent: '30.126062.0.0' } as const;
const mac = { os: 'macOS', version: '15.1', build: null, agent: '101.25082.0008' } as const;
const office = { externalIp: '198.51.100.20', value: 'Normal', exposure: 'Medium', group: 'Workstations' } as const;
const branch = { ...office, externalIp: '198.51.100.90', group: 'Design' } as const;

export const DEVICE_SEEDS = {
  'wks-fin-07': { name: 'wks-fin-07', ...windows11, ...office, ip: '10.20.4.17', users: ['ana.diaz'], tags: ['finance'] },
  'laptop-12': { name: 'laptop-12', ...windows11, ...office, ip: '10.20.4.52', users: ['tom.okafor'], tags: [] },
  'laptop-12-spare': {
    name: 'laptop-12',
    ...windows11,
    ...office,
    version: '23H2',
    build: 22631,
    ip: '10.20.9.8',
    users: ['leo.marsh'],
    tags: ['spare'],
  },
  'dc-01': {
    name: 'dc-01',
    ...server2022,
    ...office,
    ip: '10.20.0.10',
    users: ['adm-kim'],
    tags: ['crown-jewel', 'domain-controller'],
    value: 'High',
    group: 'Servers',
  },
  'fs-01': {
    name: 'fs-01',
    ...server2022,
    ...office,
    ip: '10.20.0.21',
    users: ['svc-backup', 'adm-kim'],
    tags: ['file-server'],
    value: 'High',
    group: 'Servers',
  },
  'wks-hr-03': { name: 'wks-hr-03', ...windows11, ...office, ip: '10.20.4.33', users: ['priya.nair'], tags: [], exposure: 'Low' },
  'wks-old-01': {
    name: 'wks-old-01',
    ...windows11,
    ...office,
    os: 'Windows10',
    version: '22H2',
    build: 19045,
    ip: '10.20.7.4',
    users: ['leo.marsh'],
    tags: ['lab'],
    health: 'Inactive',
    offline: true,
  },
  'printer-2f': {
    name: 'printer-2f',
    ...windows11,
    ...office,
    os: 'Linux',
    version: 'Other',
    build: null,
    agent: '',
    ip: '10.20.8.200',
    users: [],
    tags: [],
    onboarding: 'CanBeOnboarded',
    health: 'Unknown',
  },
  'web-01': {
    name: 'web-01',
    ...ubuntu,
    ...office,
    ip: '10.20.0.80',
    externalIp: '203.0.113.80',
    users: ['root'],
    tags: ['internet-facing'],
    exposure: 'High',
    group: 'Servers',
  },
  'mac-des-04': { name: 'mac-des-04', ...mac, ...branch, ip: '10.40.2.14', users: ['priya.nair'], tags: ['design'] },
  'mac-old-01': {
    name: 'mac-old-01',
    ...mac,
    ...branch,
    version: '11.7',
    agent: '101.80.97',
    ip: '10.40.2.90',
    users: ['leo.marsh'],
    tags: [],
  },
  'wks-ops-02': { name: 'wks-ops-02', ...windows11, ...branch, ip: '10.40.2.31', users: ['tom.okafor'], tags: [], group: 'Operations' },
} as const satisfies Record<string, DeviceSeed>;

export type DeviceKey = keyof typeof DEVICE_SEEDS;
