// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { Drive } from './list-drives.ts';
import { runProgram, type ProgramEnd } from './run-program.ts';

export interface EjectedDrive {
  readonly poweredOff: boolean;
}

/**
 * Unmounts and, if possible, powers off (udisksctl(1)). Tested only with recorded output. Errors: `not-found`,
 * `not-available` (no udisks), `drive-busy`, `eject-failed`.
 */
export async function ejectDrive(
  device: string,
  drives: readonly Drive[],
  run: (words: readonly string[]) => Promise<ProgramEnd | null> = async (words) =>
    await runProgram('udisksctl', words, 'change'),
): Promise<EjectedDrive> {
  if (!drives.some((drive) => drive.device === device)) throw new AppError('not-found');
  const unmounted = await run(['unmount', '--no-user-interaction', '-b', device]);
  if (unmounted === null) throw new AppError('not-available', { what: 'udisksctl' });
  if (unmounted.code !== 0 && !/Error\.NotMounted/.test(unmounted.stderr)) {
    if (/Error\.DeviceBusy|target is busy/.test(unmounted.stderr)) throw new AppError('drive-busy', { device });
    throw new AppError('eject-failed', { device, cause: errorName(unmounted.stderr) });
  }
  const off = await run(['power-off', '--no-user-interaction', '-b', device]);
  return { poweredOff: off?.code === 0 };
}

function errorName(stderr: string): string {
  return /UDisks2\.Error\.([A-Za-z]+)/.exec(stderr)?.[1] ?? 'unknown';
}
