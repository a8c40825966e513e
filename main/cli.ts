// SPDX-License-Identifier: Apache-2.0
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileLess } from './cli/runtime/compile-less.ts';
import { collectAfterLoading, keepMemorySmall, leaveProcessors } from './cli/runtime/small-memory.ts';
import { createForkChild } from './hosts/node/fork-child.ts';

/**
 * @entry main
 * Plain Node, boot order only.
 */
const dist = dirname(dirname(fileURLToPath(import.meta.url)));
const argv = process.argv.slice(2);
const [command] = argv;
if (command === 'import') compileLess();
const { startCli } = await import('./cli/start-cli.ts');
keepMemorySmall();
if (command === 'scan') collectAfterLoading();
if (command === 'scan' && !argv.includes('--import')) leaveProcessors();

process.exitCode = await startCli(dist, createForkChild(dist), { argv, program: 'certsteward' });
