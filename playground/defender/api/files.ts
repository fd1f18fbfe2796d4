import { notFound, ServiceFault } from '../fault';
import type { Call, Reply } from '../route';
import { sightings } from '../world/sightings';
import { DAY, timeText } from '../world/time';
import type { KnownFile } from '../world/types';
import { contextOf } from './entity';
import { lookBackHours } from './look-back';

const HASH = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** By SHA-1 or SHA-256; MD5 is not taken. A hash the service has never seen is 404. */
function findFile(call: Call): KnownFile {
  const hash = (call.params.hash ?? '').toLowerCase();
  if (!HASH.test(hash)) throw new ServiceFault(400, 'InvalidHashValue', `The hash value '${call.params.hash}' is not valid.`);
  const found = call.tenant.files.find((file) => file.sha1 === hash || file.sha256 === hash);
  if (!found) throw notFound(`File ${hash} was not found`);
  return found;
}

function worldwide(file: KnownFile, now: number) {
  const firstDaysAgo = file.globalPrevalence > 1000 ? 900 : 6;
  return { globalFirstObserved: timeText(now - firstDaysAgo * DAY, 4321), globalLastObserved: timeText(now - DAY / 24, 1200) };
}

export function getFile(call: Call): Reply {
  const file = findFile(call);
  const body = {
    ...contextOf(call, 'Files/$entity'),
    sha1: file.sha1,
    sha256: file.sha256,
    md5: file.md5,
    globalPrevalence: file.globalPrevalence,
    ...worldwide(file, call.now),
    size: file.size,
    fileType: file.name.includes('.') ? file.name.split('.').pop() : null,
    isPeFile: /\.(exe|dll|sys)$/i.test(file.name),
    filePublisher: file.publisher,
    fileProductName: file.product,
    signer: file.publisher,
    issuer: file.publisher ? 'Example Code Signing CA' : null,
    signerHash: null,
    isValidCertificate: file.publisher ? true : null,
    determinationType: file.determination,
    determinationValue: file.threat,
  };
  return { status: 200, body };
}

export function getFileStats(call: Call): Reply {
  const file = findFile(call);
  const seen = sightings(
    call.tenant,
    call.now,
    lookBackHours(call),
    (row) => row.SHA1 === file.sha1 || row.InitiatingProcessSHA1 === file.sha1,
  );
  const prevalence = seen.devices.size + file.otherDevices;
  const body = {
    ...contextOf(call, 'microsoft.windowsDefenderATP.api.InOrgFileStats'),
    sha1: file.sha1,
    orgPrevalence: String(prevalence),
    organizationPrevalence: prevalence,
    orgFirstSeen: file.otherDevices > 0 ? timeText(call.now - 150 * DAY) : seen.first,
    orgLastSeen: seen.last ?? timeText(call.now - DAY),
    globalPrevalence: String(file.globalPrevalence),
    globallyPrevalence: file.globalPrevalence,
    ...worldwide(file, call.now),
    topFileNames: [file.name],
  };
  return { status: 200, body };
}
