// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';

export interface ProgramEnd {
  /** Null if killed by a timeout or signal. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Unmounting flushes data, which takes time. */
const timeoutMs = { look: 10_000, change: 120_000 } as const;

/** Returns null if the program is missing or not executable. */
export async function runProgram(
  program: 'lsblk' | 'blkid' | 'udisksctl',
  words: readonly string[],
  does: keyof typeof timeoutMs = 'look',
): Promise<ProgramEnd | null> {
  const env = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`, LC_ALL: 'C.UTF-8' };
  return await new Promise((resolve) => {
    execFile(program, [...words], { env, timeout: timeoutMs[does], encoding: 'utf8' }, (error, stdout, stderr) => {
      if (error?.code === 'ENOENT' || error?.code === 'EACCES') resolve(null);
      else resolve({ code: error ? (typeof error.code === 'number' ? error.code : null) : 0, stdout, stderr });
    });
  });
}
