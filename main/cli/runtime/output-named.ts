// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import type { OutputFile } from '../../destinations/output-file.ts';
import type { CommandRun } from '../command.ts';

/** Checks the file before any work. `--yes` allows overwriting. Errors: those of `DestinationResolver.file`. */
export async function outputNamed({ services, arguments: { flags } }: CommandRun, text: string): Promise<OutputFile> {
  return await services.destinations.file(resolve(text), { overwrite: flags.has('yes') });
}
