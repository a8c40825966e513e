// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';

export interface ProgramEnd {
  /** Null: it was ended by the time limit or by a signal. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A drive that hangs must not hold us for ever; unmounting one flushes its cache, which takes its time. */
const timeoutMs = { look: 10_000, change: 120_000 } as const;

/** Runs one of the system's own programs, found on PATH, in English and UTF-8. Null where it is not installed. */
export async function runProgram(
  program: 'lsblk' | 'blkid' | 'udisksctl',
  words: readonly string[],
  does: keyof typeof timeoutMs = 'look',
): Promise<ProgramEnd | null> {
  // Where a person has no sbin on PATH, blkid is still there.
  const env = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`, LC_ALL: 'C.UTF-8' };
  return await new Promise((resolve) => {
    execFile(program, [...words], { env, timeout: timeoutMs[does], encoding: 'utf8' }, (error, stdout, stderr) => {
      if (error?.code === 'ENOENT' || error?.code === 'EACCES') resolve(null);
      else resolve({ code: error ? (typeof error.code === 'number' ? error.code : null) : 0, stdout, stderr });
    });
  });
}
