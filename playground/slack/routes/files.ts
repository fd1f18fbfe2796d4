import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SlackCore } from '../core';
import { readBody, sendJson } from '../http';

/** The first part of a multipart body, as the browser's or the SDK's form sends it. */
function firstPart(body: Buffer, contentType: string): Buffer {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (!boundary) return body;
  const start = body.indexOf('\r\n\r\n');
  const end = body.indexOf(`\r\n--${boundary}`, start);
  return start < 0 || end < 0 ? body : body.subarray(start + 4, end);
}

/** POST /upload/ID: the bytes of a file announced by files.getUploadURLExternal. */
export async function serveUpload(core: SlackCore, request: IncomingMessage, response: ServerResponse, id: string): Promise<void> {
  const file = core.state.files.get(id);
  const body = firstPart(await readBody(request), request.headers['content-type'] ?? '');
  if (!file || file.shared) return sendJson(response, 404, { ok: false, error: 'file_not_found' });
  if (body.length !== file.length) return sendJson(response, 400, { ok: false, error: 'invalid_length' });
  file.bytes = body;
  response.writeHead(200, { 'content-type': 'text/plain' });
  response.end(`OK - ${body.length}`);
}

const images: Record<string, string> = { png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif' };

export const imageType = (name: string): string | undefined => images[name.split('.').at(-1)?.toLowerCase() ?? ''];

/** GET /files/ID/NAME: only images open in the browser; everything else is a download, since its bytes came from outside. */
export function serveFile(core: SlackCore, response: ServerResponse, id: string): void {
  const file = core.state.files.get(id);
  if (!file?.bytes) {
    sendJson(response, 404, { ok: false, error: 'file_not_found' });
    return;
  }
  const type = imageType(file.name);
  response.writeHead(200, {
    'content-type': type ?? 'application/octet-stream',
    'content-disposition': type ? 'inline' : `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'x-content-type-options': 'nosniff',
  });
  response.end(file.bytes);
}
