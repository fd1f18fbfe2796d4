/** What the app needs in a tenant: the application permission, where it belongs, and what does not work without it. */
export interface Permission {
  backend: 'graph' | 'defender';
  /** Any one of these will do; the first is the least. */
  anyOf: readonly [string, ...string[]];
  neededFor: string;
}

/** Source: Microsoft's reference page of each call (least permission first). */
export const PERMISSIONS: readonly Permission[] = [
  { backend: 'graph', anyOf: ['SecurityAlert.Read.All', 'SecurityAlert.ReadWrite.All'], neededFor: 'reading alerts' },
  { backend: 'graph', anyOf: ['SecurityAlert.ReadWrite.All'], neededFor: 'writing triage back to alerts' },
  { backend: 'graph', anyOf: ['SecurityIncident.Read.All', 'SecurityIncident.ReadWrite.All'], neededFor: 'naming the incident on cards' },
  { backend: 'graph', anyOf: ['ThreatHunting.Read.All'], neededFor: 'hunting, and saying which process opened a connection' },
  { backend: 'defender', anyOf: ['Machine.Read.All', 'Machine.ReadWrite.All'], neededFor: 'finding devices and following actions' },
  { backend: 'defender', anyOf: ['Machine.Isolate'], neededFor: 'containing and releasing hosts' },
  { backend: 'defender', anyOf: ['Alert.Read.All', 'Alert.ReadWrite.All'], neededFor: 'other alerts of a device or user' },
  { backend: 'defender', anyOf: ['File.Read.All'], neededFor: 'file prevalence' },
  { backend: 'defender', anyOf: ['Ip.Read.All'], neededFor: 'address prevalence' },
  { backend: 'defender', anyOf: ['URL.Read.All'], neededFor: 'domain prevalence' },
  { backend: 'defender', anyOf: ['User.Read.All'], neededFor: 'who is logged on' },
  { backend: 'defender', anyOf: ['Ti.ReadWrite', 'Ti.ReadWrite.All'], neededFor: 'indicators' },
];

/** Those of `needed` that `granted` (the roles of a token) does not cover. */
export function missingPermissions(backend: Permission['backend'], granted: readonly string[]): Permission[] {
  return PERMISSIONS.filter((permission) => permission.backend === backend && !permission.anyOf.some((name) => granted.includes(name)));
}
