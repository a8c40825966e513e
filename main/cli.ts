// SPDX-License-Identifier: Apache-2.0
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startCli } from './cli/start-cli.ts';
import { createForkChild } from './hosts/node/fork-child.ts';

/**
 * @entry main
 * Plain Node.
 */
const dist = dirname(dirname(fileURLToPath(import.meta.url)));

process.exitCode = await startCli(dist, createForkChild(dist), {
  argv: process.argv.slice(2),
  program: 'certsteward',
});
