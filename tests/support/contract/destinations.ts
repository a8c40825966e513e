// SPDX-License-Identifier: Apache-2.0
import { homedir } from 'node:os';
import {
  createDestinationResolver,
  type DestinationOptions,
  type DestinationResolver,
} from '../../../main/destinations/destination-resolver.ts';
import type { OutputFile } from '../../../main/destinations/output-file.ts';

/** A resolver without protected folders by default. */
export function destinationsWith(options: Partial<DestinationOptions> = {}): DestinationResolver {
  const around = { home: homedir(), platform: process.platform, env: process.env };
  return createDestinationResolver({ protectedFolders: [], around, ...options });
}

/** A file named by a user who agreed to overwrite it. */
export async function outputFile(path: string): Promise<OutputFile> {
  return await destinationsWith().file(path, { overwrite: true });
}
