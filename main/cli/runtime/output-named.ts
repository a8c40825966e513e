// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import type { OutputFile } from '../../destinations/output-file.ts';
import type { CommandRun } from '../command.ts';

/**
 * The file that an option or argument names, checked before any work. `--yes` agrees to replace one with content. Errors:
 * those of `DestinationResolver.file`.
 */
export async function outputNamed({ services, arguments: { flags } }: CommandRun, text: string): Promise<OutputFile> {
  return await services.destinations.file(resolve(text), { overwrite: flags.has('yes') });
}
