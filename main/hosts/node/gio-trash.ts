// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '../../../shared/domain/errors/app-error.ts';

const run = promisify(execFile);
const timeoutMs = 20_000;

export function findGio(platform: NodeJS.Platform, env: Readonly<Record<string, string | undefined>>): string | null {
  if (platform !== 'linux') return null;
  const folders = (env['PATH'] ?? '').split(':').filter((folder) => folder.startsWith('/'));
  return folders.map((folder) => path.join(folder, 'gio')).find((file) => existsSync(file)) ?? null;
}

/** Other users can read arguments, so pass only the file name. Throws `trash-failed`. */
export async function trashWithGio(gio: string, file: string): Promise<void> {
  try {
    await run(gio, ['trash', '--', `./${path.basename(file)}`], { cwd: path.dirname(file), timeout: timeoutMs });
  } catch (error) {
    throw new AppError('trash-failed', {}, { cause: error });
  }
}
