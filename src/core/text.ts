/** Pure helpers for text that came from outside. Nothing here knows Slack. */

/** What would not show, or would move other text: controls, bidi, zero-width, tags, fillers, lone surrogates, private use. */
const HIDDEN = /^[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800]$/u;
const COMBINING = /^[\p{Mn}\p{Me}]$/u;
/** Real scripts need up to three marks on a letter; more is text drawn over other lines. */
const MARKS_ON_ONE_LETTER = 3;

/** A code point as an escape people can read and search for: `\u{202E}`. */
export function codePointName(char: string): string {
  return `\\u{${(char.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`;
}

function codePoints(text: string): number {
  let count = text.length;
  for (let at = 1; at < text.length; at++) {
    if ((text.charCodeAt(at - 1) & 0xfc00) === 0xd800 && (text.charCodeAt(at) & 0xfc00) === 0xdc00) count--;
  }
  return count;
}

/** The part of a text that can matter to a drawing of `max`, and how many characters lie beyond: 100 kB cost no more than that. */
export function headOf(text: string, max: number): { head: string; beyond: number } {
  const end = max * 4;
  if (text.length <= end) return { head: text, beyond: 0 };
  const head = text.slice(0, (text.charCodeAt(end - 1) & 0xfc00) === 0xd800 ? end - 1 : end);
  return { head, beyond: codePoints(text.slice(head.length)) };
}

function missing(count: number): string {
  return `… (+${count} ${count === 1 ? 'character' : 'characters'})`;
}

/**
 * Draws `text` code point by code point and cuts so that the result is at most `max` UTF-16 units long: an escaped character is drawn
 * whole or not at all. What was cut is said: "… (+312 characters)". Where `draw` has no answer, a code point is drawn as itself, or as
 * `\u{202E}` when it would not show. `beyond` characters were left out before.
 */
export function drawWithin(text: string, max: number, draw: (char: string) => string | undefined = () => undefined, beyond = 0): string {
  const drawn: string[] = [];
  let length = 0;
  let marks = 0;
  let at = 0;
  for (const char of text) {
    marks = COMBINING.test(char) ? marks + 1 : 0;
    const piece = draw(char) ?? (HIDDEN.test(char) || marks > MARKS_ON_ONE_LETTER ? codePointName(char) : char);
    if (length + piece.length > max) break;
    drawn.push(piece);
    length += piece.length;
    at += char.length;
  }
  if (at === text.length && beyond === 0) return drawn.join('');
  let left = codePoints(text.slice(at)) + beyond;
  while (drawn.length > 0 && length + missing(left).length > max) {
    length -= drawn.pop()?.length ?? 0;
    left++;
  }
  const tail = missing(left);
  return drawn.join('') + (tail.length <= max ? tail : '…'.slice(0, max));
}

/** File endings that are no top-level domain: `powershell.exe` stays as it is; `a.zip`, `a.sh` and `a.com` are both, and do not. */
const FILE_ENDINGS = new Set(
  (
    'exe dll sys bat cmd ps1 psm1 psd1 vbs vbe js jse wsf hta lnk msi msp jar rb php asp aspx jsp txt log csv json xml yml yaml ini cfg ' +
    'conf doc docx docm xls xlsx xlsm ppt pptx pdf rtf rar gz tgz tar iso img vhd dmg pkg bash bin elf dylib plist dat tmp bak db png ' +
    'jpg jpeg gif svg htm html evtx reg scr cpl'
  ).split(' '),
);
const WEB = /\bh(tt)ps?:\/\//gi;
const OTHER_SCHEME = /\b(ftp|sftp|ssh|ldaps?|smb|wss?|file|mailto|javascript|data):(?=\S)/gi;
const MAIL = /(?<=[\p{L}\p{N}._%+-])@(?=[\p{L}\p{N}])/gu;
const HOST = /(?<![\p{L}\p{N}_-])(?:[\p{L}\p{N}_][\p{L}\p{N}_-]{0,62}\.){1,10}(\p{L}[\p{L}\p{N}-]{1,62})(?![\p{L}\p{N}_-])/gu;
const IPV4 = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?!\.?\d)/g;
const IPV6 = /(?<![\p{L}\p{N}_:])[0-9a-f:]{3,39}(?![\p{L}\p{N}_:])/giu;

/**
 * Addresses, hosts and URLs in prose made unclickable: `hxxps://evil[.]example/a`, `ana[@]contoso[.]com`, `10[.]0[.]0[.]1`.
 * A file name such as `powershell.exe` stays, unless it stands where a URL has its host.
 */
export function defang(text: string): string {
  return text
    .replace(WEB, (scheme) => scheme.replace(/tt/i, 'xx'))
    .replace(OTHER_SCHEME, '$1[:]')
    .replace(MAIL, '[@]')
    .replace(HOST, (host, top: string, at: number, all: string) => {
      const inUrl = /[/\]]$/.test(all.slice(Math.max(0, at - 1), at)) && /\/\/|\[@\]/.test(all.slice(Math.max(0, at - 3), at));
      return !inUrl && FILE_ENDINGS.has(top.toLowerCase()) ? host : host.replaceAll('.', '[.]');
    })
    .replace(IPV4, (ip) => ip.replaceAll('.', '[.]'))
    .replace(IPV6, (ip) => (/[0-9a-f]/i.test(ip) && (ip.includes('::') || ip.split(':').length === 8) ? ip.replaceAll(':', '[:]') : ip));
}

const LOOK_ALIKES = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u;

/** True when one word mixes Latin letters with letters that look like them: `раypal` with a Cyrillic р. */
export function mixesScripts(text: string): boolean {
  return text.split(/[^\p{L}\p{M}]+/u).some((word) => /\p{Script=Latin}/u.test(word) && LOOK_ALIKES.test(word));
}

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

/** A length of time in its largest unit, rounded down: `3 d`, `2 h`, `14 min`, `40 s`. */
export function durationInWords(ms: number): string {
  const [unit, size] = UNITS.find(([, size]) => ms >= size) ?? ['s', 1_000];
  return `${Math.max(0, Math.floor(ms / size))} ${unit}`;
}
