import type { StoryAlert } from '../stories/story';
import { type Actor, type Cast, firstParent } from './cast';
import type { Device, GraphEvidence, KnownFile, Person } from './types';

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

function common(type: string, createdDateTime: string, verdict: string) {
  return {
    '@odata.type': `#microsoft.graph.security.${type}`,
    createdDateTime,
    verdict,
    remediationStatus: 'none',
    remediationStatusDetails: null,
    roles: [] as string[],
    detailedRoles: [] as string[],
    tags: [] as string[],
  };
}

function account(person: Person) {
  return {
    accountName: person.name,
    domainName: person.domain,
    userSid: person.sid,
    azureAdUserId: person.aadId,
    userPrincipalName: person.upn,
    displayName: person.displayName,
  };
}

function details(file: KnownFile, withHashes = true) {
  return {
    sha1: withHashes ? file.sha1 : null,
    sha256: withHashes ? file.sha256 : null,
    md5: null,
    fileName: file.name,
    filePath: file.path,
    fileSize: file.size,
    filePublisher: file.publisher,
    signer: file.publisher,
    issuer: null,
  };
}

/** `named` leaves out everything but the host name: some sources know a device by no more. */
function deviceEvidence(device: Device, at: string, named: boolean): GraphEvidence {
  const { machine } = device;
  const base = { ...common('deviceEvidence', at, 'unknown'), detailedRoles: ['PrimaryDevice'] };
  const hostName = machine.computerDnsName.split('.')[0] ?? machine.computerDnsName;
  if (named) return { ...base, mdeDeviceId: null, azureAdDeviceId: null, deviceDnsName: null, hostName: hostName.toUpperCase() };
  return {
    ...base,
    firstSeenDateTime: machine.firstSeen,
    mdeDeviceId: machine.id,
    azureAdDeviceId: machine.aadDeviceId,
    deviceDnsName: machine.computerDnsName,
    hostName,
    ntDomain: null,
    dnsDomain: machine.computerDnsName.slice(hostName.length + 1),
    osPlatform: machine.osPlatform,
    osBuild: machine.osBuild,
    version: machine.version,
    healthStatus: lowerFirst(machine.healthStatus),
    riskScore: lowerFirst(machine.riskScore ?? 'none'),
    rbacGroupId: machine.rbacGroupId,
    rbacGroupName: machine.rbacGroupName,
    onboardingStatus: lowerFirst(machine.onboardingStatus),
    defenderAvStatus: 'updated',
    lastIpAddress: machine.lastIpAddress,
    lastExternalIpAddress: machine.lastExternalIpAddress,
    ipInterfaces: machine.ipAddresses.map((held) => held.ipAddress),
    loggedOnUsers: device.logonUsers.map((user) => ({ accountName: user.accountName, domainName: user.accountDomain })),
    tags: [...machine.machineTags],
    vmMetadata: null,
  };
}

function processEvidence(actor: Actor, at: string, known: boolean): GraphEvidence {
  const { story, parent } = actor;
  return {
    ...common('processEvidence', at, 'suspicious'),
    processId: story.pid,
    parentProcessId: parent?.story.pid ?? null,
    processCommandLine: story.commandLine,
    processCreationDateTime: actor.startedAt,
    parentProcessCreationDateTime: parent?.startedAt ?? null,
    detectionStatus: 'detected',
    mdeDeviceId: known ? actor.device.machine.id : null,
    imageFile: details(actor.image),
    parentProcessImageFile: parent
      ? details(parent.image, false)
      : { fileName: firstParent(actor).name, filePath: firstParent(actor).folder, sha1: null, sha256: null },
    userAccount: account(actor.person),
  };
}

/** One piece of an alert's evidence from its `kind:name`; Graph gives no hash of a parent, and no parent command line. */
function pieceOf(cast: Cast, reference: string, at: string, alert: StoryAlert): GraphEvidence {
  const cut = reference.indexOf(':');
  const [kind, name] = [reference.slice(0, cut), reference.slice(cut + 1)];
  const known = !alert.evidence.some((other) => other.startsWith('hostname:'));
  switch (kind) {
    case 'device':
    case 'hostname':
      return deviceEvidence(cast.device(name), at, kind === 'hostname');
    case 'process':
      return processEvidence(cast.actor(name), at, known);
    case 'file': {
      const file = cast.file(name);
      const verdict = file.story.threat ? 'malicious' : 'suspicious';
      const mdeDeviceId = known ? file.actor.device.machine.id : null;
      return { ...common('fileEvidence', at, verdict), detectionStatus: 'detected', mdeDeviceId, fileDetails: details(file.known) };
    }
    case 'user':
      return { ...common('userEvidence', at, 'unknown'), userAccount: account(cast.person(name)) };
    case 'ip':
      return { ...common('ipEvidence', at, 'suspicious'), ipAddress: name, countryLetterCode: null, location: null };
    case 'url':
      return { ...common('urlEvidence', at, 'suspicious'), url: name };
    case 'registry': {
      const found = cast.story.registry.find((value) => value.key === name);
      if (!found) break;
      return {
        ...common('registryValueEvidence', at, 'suspicious'),
        mdeDeviceId: known ? cast.actor(found.process).device.machine.id : null,
        registryHive: found.hive,
        registryKey: found.path,
        registryValueName: found.name,
        registryValue: found.value,
        registryValueType: 'string',
      };
    }
  }
  throw new Error(`Story ${cast.story.name} has no evidence "${reference}".`);
}

export function evidenceOf(cast: Cast, alert: StoryAlert, at: string): GraphEvidence[] {
  return alert.evidence.map((reference) => pieceOf(cast, reference, at, alert));
}
