import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** The program's path, or undefined when it is not on PATH. */
function which(program: string): string | undefined {
  const found = spawnSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' });
  return found.status === 0 ? found.stdout.trim() : undefined;
}

/**
 * The path of a program from the system's packages, installed if this is a Debian machine and we are root.
 * Throws an error that says exactly what to install otherwise.
 */
export function ensureProgram(program: string, debianPackage: string): string {
  const present = which(program);
  if (present) return present;
  const remedy = `Install ${program} (Debian, Ubuntu: sudo apt-get install -y ${debianPackage}).`;
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) throw new Error(`${program} is missing. ${remedy}`);
  process.stderr.write(`${program} is missing; installing ${debianPackage} with apt-get …\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update'], { env, stdio: 'ignore' });
  const installed = spawnSync('apt-get', ['install', '-y', '--no-install-recommends', debianPackage], { env, encoding: 'utf8' });
  const path = which(program);
  if (!path) throw new Error(`${program} could not be installed. ${remedy}\n${installed.stderr ?? ''}`);
  return path;
}
