// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { OutputFile } from '../../destinations/output-file.ts';
import type { CommandRun } from '../command.ts';

/** Checks the file before any work. `--yes` allows overwriting. */
export async function outputNamed({ services, arguments: { flags } }: CommandRun, text: string): Promise<OutputFile> {
  if (text === '-') throw new AppError('usage', { argument: text, reason: 'no-stdout' });
  return await services.destinations.file(resolve(text), { overwrite: flags.has('yes') });
}
