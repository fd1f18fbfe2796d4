import type { Alert } from './alert';

/** Tools that hardly anyone but an attacker runs on a managed device; the name as it stands in file names, threat names and titles. */
const TOOLS = [
  'Mimikatz',
  'Rubeus',
  'Kekeo',
  'SafetyKatz',
  'LaZagne',
  'SharpHound',
  'BloodHound',
  'Cobalt Strike',
  'Brute Ratel',
  'Sliver',
  'Havoc',
  'Meterpreter',
  'Metasploit',
  'Impacket',
  'CrackMapExec',
  'NetExec',
  'PowerSploit',
  'PowerView',
  'Empire',
  'Certify',
  'Certipy',
  'Seatbelt',
  'WinPEAS',
  'LinPEAS',
  'Chisel',
  'Ligolo',
  'NanoDump',
  'EDRSilencer',
] as const;

/** Plain words too: as a file they count only by their whole name, and in a title not at all. */
const ALSO_WORDS = new Set<string>(['Sliver', 'Havoc', 'Empire', 'Certify', 'Seatbelt', 'Chisel']);

const PATTERNS = TOOLS.map((tool) => {
  const spelled = tool.replace(' ', '[ _-]?');
  const within = new RegExp(`(?<![a-z])${spelled}(?![a-z])`, 'i');
  return {
    tool,
    within,
    program: ALSO_WORDS.has(tool) ? new RegExp(`^${spelled}(\\.[a-z0-9]+)?$`, 'i') : within,
    plain: ALSO_WORDS.has(tool),
  };
});

/** Licence crackers are "HackTool" to Defender too, and are no intrusion. */
const LICENCE = /kms|keygen|crack|patch|activat/i;

/** The attacker's tool that an alert names: in its threat name, the names of its files and processes, or (where unmistakable) its title. */
export function hackToolIn({ evidence, threatName = '', title }: Alert): string | undefined {
  const programs = evidence.flatMap(
    (piece) => (piece.kind === 'file' ? piece.file.name : piece.kind === 'process' ? piece.image.name : undefined) ?? [],
  );
  const found = PATTERNS.find(
    ({ within, program, plain }) =>
      within.test(threatName) || (!plain && within.test(title)) || programs.some((name) => program.test(name)),
  );
  if (found) return found.tool;
  return /^hacktool:/i.test(threatName) && !LICENCE.test(threatName) ? 'what Defender calls a HackTool' : undefined;
}
