import { execFileSync, spawnSync } from 'node:child_process';

/** Whether a tool answers at all: suites that need it skip visibly when it does not. */
export function hasTool(command: string, probe: readonly string[] = ['--version']): boolean {
  const result = spawnSync(command, probe, { stdio: 'ignore' });
  return result.error === undefined;
}

/** Runs openssl and returns its standard output; throws with its standard error. */
export function openssl(args: readonly string[], input?: Uint8Array): Buffer {
  return execFileSync('openssl', args, { input, stdio: ['pipe', 'pipe', 'pipe'], maxBuffer: 64 * 1024 * 1024 });
}
