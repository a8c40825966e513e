// SPDX-License-Identifier: Apache-2.0
import { execFileSync, spawnSync } from 'node:child_process';

export function hasTool(command: string, probe: readonly string[] = ['--version']): boolean {
  const result = spawnSync(command, probe, { stdio: 'ignore' });
  return result.error === undefined;
}

export function missingTools(...commands: readonly string[]): string[] {
  return commands.filter((command) => !hasTool(command, [command === 'openssl' ? 'version' : '-help']));
}

/** Runs openssl and returns its stdout. Throws with its stderr. */
export function openssl(args: readonly string[], input?: Uint8Array): Buffer {
  return execFileSync('openssl', args, { input, stdio: ['pipe', 'pipe', 'pipe'], maxBuffer: 64 * 1024 * 1024 });
}

/** GM/T 0009's user ID, because OpenSSL 3 signs and verifies SM2 with an empty one by default. */
export const sm2Signing = ['-sigopt', 'distid:1234567812345678'];
export const sm2Verifying = ['-vfyopt', 'distid:1234567812345678'];

/** Skipped tests are reported by title, so suites append the reason to theirs. */
export function skipReason(missing: readonly string[]): string {
  return missing.length === 0 ? '' : ` (skipped: ${missing.join(', ')} missing)`;
}
