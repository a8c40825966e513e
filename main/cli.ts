// SPDX-License-Identifier: Apache-2.0
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { preforkEntry } from './cli/runtime/prefork-entry.ts';
import { createForkChild } from './hosts/node/fork-child.ts';
import { preforkChild } from './hosts/node/prefork-child.ts';

/**
 * @entry main
 * Plain Node, boot order only. The import or search child starts before the command line loads, since each takes a
 * tenth of a second.
 */
const dist = dirname(dirname(fileURLToPath(import.meta.url)));
const forkChild = createForkChild(dist);
const entry = preforkEntry(process.argv.slice(2));
const preforked = entry === null ? null : preforkChild(forkChild, entry);
const { startCli } = await import('./cli/start-cli.ts');

process.exitCode = await startCli(dist, preforked?.startChild ?? forkChild, {
  argv: process.argv.slice(2),
  program: 'certsteward',
});
preforked?.close();
