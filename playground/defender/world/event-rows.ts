import { TABLES } from '../kql/tables';
import { type Actor, type Cast, firstParent } from './cast';
import { numberOf } from './hash';
import { hostOf } from './sightings';
import type { Device, EventRow, KnownFile } from './types';

/** Every column of the table: text that is not there is empty, anything else null. */
export function fullRow(table: string, values: EventRow): EventRow {
  const row: EventRow = {};
  for (const { name, type } of TABLES.get(table) ?? []) row[name] = values[name] ?? (type === 'string' ? '' : null);
  return row;
}

const separator = (path: string) => (path.includes('\\') ? '\\' : '/');
const fullPath = (file: KnownFile) => `${file.path}${separator(file.path)}${file.name}`;

function onDevice(device: Device, timestamp: string): EventRow {
  return {
    Timestamp: timestamp,
    DeviceId: device.machine.id,
    DeviceName: device.machine.computerDnsName,
    ReportId: numberOf(timestamp, 100_000),
  };
}

const fileColumns = (file: KnownFile): EventRow => ({
  FileName: file.name,
  SHA1: file.sha1,
  SHA256: file.sha256,
  MD5: file.md5,
  FileSize: file.size,
});

/** The `InitiatingProcess…` columns: the process that did it, and its parent's id, name and time. */
function initiating(actor: Actor): EventRow {
  const { story, image, person, parent } = actor;
  return {
    InitiatingProcessId: story.pid,
    InitiatingProcessUniqueId: actor.uniqueId,
    InitiatingProcessCreationTime: actor.startedAt,
    InitiatingProcessFileName: image.name,
    InitiatingProcessFolderPath: fullPath(image),
    InitiatingProcessCommandLine: story.commandLine,
    InitiatingProcessSHA1: image.sha1,
    InitiatingProcessSHA256: image.sha256,
    InitiatingProcessMD5: image.md5,
    InitiatingProcessFileSize: image.size,
    InitiatingProcessAccountName: person.name,
    InitiatingProcessAccountDomain: person.domain.toLowerCase(),
    InitiatingProcessAccountSid: person.sid,
    InitiatingProcessAccountUpn: person.upn,
    InitiatingProcessAccountObjectId: person.aadId,
    InitiatingProcessIntegrityLevel: person.domainAdmin ? 'High' : 'Medium',
    InitiatingProcessParentId: parent?.story.pid ?? null,
    InitiatingProcessParentFileName: parent?.image.name ?? firstParent(actor).name,
    InitiatingProcessParentCreationTime: parent?.startedAt ?? null,
    IsInitiatingProcessRemoteSession: false,
  };
}

function processRow(actor: Actor): EventRow {
  const { story, image, person, parent } = actor;
  return {
    ...onDevice(actor.device, actor.startedAt),
    ActionType: 'ProcessCreated',
    ...fileColumns(image),
    FolderPath: fullPath(image),
    ProcessId: story.pid,
    ProcessUniqueId: actor.uniqueId,
    ProcessCommandLine: story.commandLine,
    ProcessCreationTime: actor.startedAt,
    ProcessIntegrityLevel: person.domainAdmin ? 'High' : 'Medium',
    ProcessTokenElevation: 'TokenElevationTypeDefault',
    AccountName: person.name,
    AccountDomain: person.domain.toLowerCase(),
    AccountSid: person.sid,
    AccountUpn: person.upn,
    AccountObjectId: person.aadId,
    LogonId: 1_000_000 + numberOf(person.name, 900_000),
    ...(parent ? initiating(parent) : { InitiatingProcessFileName: firstParent(actor).name }),
  };
}

/** All event rows of a story, by table. */
export function eventRows(cast: Cast): { table: string; row: EventRow }[] {
  const { story, time, actor } = cast;
  const rows: { table: string; row: EventRow }[] = [];
  const add = (table: string, row: EventRow) => rows.push({ table, row: fullRow(table, row) });
  const by = (key: string, at: number, salt: string) => ({ ...onDevice(actor(key).device, time(at, salt)), ...initiating(actor(key)) });
  for (const process of story.processes) {
    if (!process.before) add('DeviceProcessEvents', processRow(actor(process.key)));
  }
  for (const file of story.files) {
    const { known } = cast.file(file.key);
    add('DeviceFileEvents', {
      ...by(file.process, file.at, `file:${file.key}`),
      ActionType: 'FileCreated',
      ...fileColumns(known),
      FolderPath: file.path,
      FileOriginUrl: file.originUrl,
      RequestProtocol: 'Local',
    });
  }
  for (const made of story.connections) {
    add('DeviceNetworkEvents', {
      ...by(made.process, made.at, `connection:${made.ip}:${made.port}`),
      ActionType: 'ConnectionSuccess',
      RemoteIP: made.ip,
      RemotePort: made.port,
      RemoteUrl: made.url,
      LocalIP: actor(made.process).device.machine.lastIpAddress,
      LocalPort: 49_152 + numberOf(`${made.process}:${made.at}`, 16_000),
      Protocol: 'Tcp',
      LocalIPType: 'Private',
      RemoteIPType: made.ip.startsWith('10.') ? 'Private' : 'Public',
    });
  }
  for (const value of story.registry) {
    add('DeviceRegistryEvents', {
      ...by(value.process, value.at, `registry:${value.key}`),
      ActionType: 'RegistryValueSet',
      RegistryKey: `${value.hive}\\${value.path}`,
      RegistryValueName: value.name,
      RegistryValueData: value.value,
      RegistryValueType: 'String',
    });
  }
  for (const logon of story.logons) {
    const person = cast.person(logon.user);
    const from = cast.tenant.devices.find((device) => device.machine.lastIpAddress === logon.from);
    add('DeviceLogonEvents', {
      ...onDevice(cast.device(logon.device), time(logon.at, `logon:${logon.device}`)),
      ActionType: logon.failed ? 'LogonFailed' : 'LogonSuccess',
      LogonType: logon.type,
      FailureReason: logon.failed ? 'InvalidUserNameOrPassword' : '',
      AccountName: person.name,
      AccountDomain: person.domain.toLowerCase(),
      AccountSid: person.sid,
      IsLocalAdmin: person.domainAdmin,
      LogonId: 1_000_000 + numberOf(person.name, 900_000),
      RemoteIP: logon.from,
      RemoteIPType: logon.from ? (logon.from.startsWith('10.') ? 'Private' : 'Public') : '',
      RemoteDeviceName: from ? hostOf(from.machine.computerDnsName).split('.')[0] : '',
      Protocol: logon.type === 'Network' ? 'NTLM' : '',
    });
  }
  for (const [index, other] of story.others.entries()) {
    add('DeviceEvents', { ...by(other.process, other.at, `other:${index}`), ActionType: other.action, ...other.fields });
  }
  return rows;
}
