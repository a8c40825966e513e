// SPDX-License-Identifier: Apache-2.0
import { execFileSync, spawnSync } from 'node:child_process';

/** Whether a tool runs; suites that need it skip visibly otherwise. */
export function hasTool(command: string, probe: readonly string[] = ['--version']): boolean {
  const result = spawnSync(command, probe, { stdio: 'ignore' });
  return result.error === undefined;
}

/** The missing ones among these commands. */
export function missingTools(...commands: readonly string[]): string[] {
  return commands.filter((command) => !hasTool(command, [command === 'openssl' ? 'version' : '-help']));
}

/** Runs openssl and returns its standard output; throws with its standard error. */
export function openssl(args: readonly string[], input?: Uint8Array): Buffer {
  return execFileSync('openssl', args, { input, stdio: ['pipe', 'pipe', 'pipe'], maxBuffer: 64 * 1024 * 1024 });
}

/** GM/T 0009's user ID: by default OpenSSL 3 signs and verifies SM2 with an empty one. */
export const sm2Signing = ['-sigopt', 'distid:1234567812345678'];
export const sm2Verifying = ['-vfyopt', 'distid:1234567812345678'];

/** Why a suite is skipped, appended to its title, since skipped tests are reported by title. */
export function skipReason(missing: readonly string[]): string {
  return missing.length === 0 ? '' : ` (skipped: ${missing.join(', ')} missing)`;
}
