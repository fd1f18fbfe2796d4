import type { Alert, ProcessEvidence } from '../alert';
import type { ProcessFacts } from '../detection-facts';
import { comparableInstant } from '../instant';
import { distinct, fill, ranked, strongest, weightOf } from './collect';

/** Programs that run for as long as the system and start others: rarely what an alert is about when their child is named too. */
const HOSTS = new Set(
  (
    'system ntoskrnl smss csrss wininit winlogon services lsass svchost explorer wmiprvse taskhostw taskeng sihost dllhost spoolsv ' +
    'searchindexer runtimebroker conhost msmpeng systemd init sshd cron crond dockerd containerd containerd-shim apache2 httpd nginx ' +
    'launchd xpcproxy finder dock loginwindow'
  ).split(' '),
);

const programName = (process: ProcessEvidence): string => (process.image.name ?? '').toLowerCase().replace(/\.exe$/, '');
const isHost = (process: ProcessEvidence): boolean => HOSTS.has(programName(process)) || process.pid === 4 || process.pid === 0;

/** What a command line says beyond the program's name. */
function argumentsOf(commandLine: string | undefined): string {
  return (commandLine ?? '').trim().replace(/^("[^"]*"|'[^']*'|\S+)\s*/, '');
}

function namesOf({ deviceId, pid, startedAt, commandLine, image }: ProcessEvidence): string[] {
  if (pid !== undefined && startedAt) return [`${deviceId ?? ''}|${pid}|${comparableInstant(startedAt)}`];
  if (pid === undefined && !commandLine && !image.name && !image.sha1 && !image.sha256) return [];
  return [JSON.stringify([deviceId, pid, startedAt, commandLine, image.name, image.sha1 ?? image.sha256])];
}

/** True when another process of the alert, not a host itself nor found harmless, was started by this one. */
function childFinder(processes: ProcessEvidence[]): (process: ProcessEvidence) => boolean {
  const parents = new Set(
    processes
      .filter((process) => !isHost(process) && process.verdict !== 'noThreatsFound' && process.parentPid !== undefined)
      .map(({ deviceId, parentPid }) => `${deviceId ?? ''}|${parentPid}`),
  );
  return ({ deviceId, pid }) => pid !== undefined && parents.has(`${deviceId ?? ''}|${pid}`);
}

/** Processes that say something, each once, the one that the alert is about first. */
export function processesOf(alert: Alert, deviceId: string | undefined): ProcessEvidence[] {
  const processes = distinct(
    alert.evidence.filter((piece) => piece.kind === 'process').filter((process) => namesOf(process).length > 0),
    {
      namesOf,
      merge: (a, b) => ({
        ...fill(a, b),
        verdict: strongest(a, b),
        image: fill(a.image, b.image),
        parentImage: fill(a.parentImage, b.parentImage),
      }),
    },
  );
  const hasChild = childFinder(processes);
  return ranked(processes, (process) => {
    const argumentsLength = argumentsOf(process.commandLine).length;
    return [
      !deviceId || !process.deviceId || process.deviceId === deviceId,
      !(isHost(process) && hasChild(process)),
      weightOf(process.verdict),
      !isHost(process),
      argumentsLength > 0,
      argumentsLength,
    ];
  });
}

export function processFacts(process: ProcessEvidence): ProcessFacts {
  const { image, pid, commandLine, startedAt, account, parentImage, parentPid, parentStartedAt } = process;
  return { image, pid, commandLine, startedAt, account, parent: { image: parentImage, pid: parentPid, startedAt: parentStartedAt } };
}
