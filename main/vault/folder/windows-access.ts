// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, win32 } from 'node:path';

/** Throws if the tool fails, as icacls does on FAT. */
export interface WindowsAccess {
  run(tool: 'icacls' | 'whoami', words: readonly string[]): string;
  /** Returns SDDL. */
  listOf(path: string): string;
}

/** SYSTEM and administrators have access anyway. */
const granted = ['*S-1-5-18', '*S-1-5-32-544'] as const;
/** SIDs in SDDL (Win32, "SID Strings"): `granted`, other administrators (LA, DA, EA), owner rights and the creator. */
const trusted: ReadonlySet<string> = new Set(['SY', 'BA', 'S-1-5-18', 'S-1-5-32-544', 'LA', 'DA', 'EA', 'OW', 'CO']);

export function restrictOnWindows(folder: string, home: string, access: WindowsAccess = systemAccess): void {
  if (isInProfile(folder, home)) return;
  try {
    const all = [`*${ownSid(access)}`, ...granted].map((account) => `${account}:(OI)(CI)F`);
    access.run('icacls', [folder, '/inheritance:r', '/grant:r', ...all]);
  } catch {
    // FAT and some servers don't support ACLs.
  }
}

/** Returns false for files in the user profile, which Windows restricts. */
export function isOpenOnWindows(file: string, home: string, access: WindowsAccess = systemAccess): boolean {
  if (isInProfile(file, home)) return false;
  try {
    const own = ownSid(access);
    // An ACL that can't be parsed, such as one with conditional entries, counts as open.
    const [, entries] = /D:[A-Z]*((?:\([^()]*\))+)(?:S:|\s*$)/.exec(access.listOf(file)) ?? [];
    if (entries === undefined) return true;
    return [...entries.matchAll(/\(([^()]*)\)/g)].some(([, entry = '']) => {
      const [type = '', , , , , sid = ''] = entry.split(';');
      return type !== 'D' && sid !== own && !trusted.has(sid);
    });
  } catch {
    return true;
  }
}

function isInProfile(path: string, home: string): boolean {
  const below = win32.relative(home, path);
  return below !== '' && !below.startsWith('..') && !win32.isAbsolute(below);
}

/** Only the SID is usable: names are in the console's code page. */
function ownSid({ run }: WindowsAccess): string {
  const [sid] = /S-1-[\d-]+/.exec(run('whoami', ['/user', '/fo', 'csv', '/nh'])) ?? [];
  if (sid === undefined) throw new Error('whoami names no account');
  return sid;
}

const systemAccess: WindowsAccess = {
  run(tool, words) {
    const program = win32.join(process.env['SystemRoot'] ?? String.raw`C:\Windows`, 'System32', `${tool}.exe`);
    return execFileSync(program, words, {
      encoding: 'latin1',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 10_000,
      windowsHide: true,
    });
  },
  listOf(path) {
    const folder = mkdtempSync(join(tmpdir(), 'certsteward-access-'));
    try {
      const saved = join(folder, 'list');
      systemAccess.run('icacls', [path, '/save', saved]);
      return readFileSync(saved, 'utf16le');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
