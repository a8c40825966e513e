import './cli/small-memory.ts';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileLess } from './cli/compile-less.ts';
import { startsImport } from './cli/starts-import.ts';
import { createForkChild } from './hosts/node/fork-child.ts';
import { startAhead } from './hosts/node/start-ahead.ts';

/**
 * Entry of the command line in plain Node: boot order only. The bundle lies in dist/main. An import's parse child starts
 * before the command line itself is loaded: both take a tenth of a second.
 */
const dist = dirname(dirname(fileURLToPath(import.meta.url)));
const forkChild = createForkChild(dist);
const isImport = startsImport(process.argv.slice(2));
const ahead = isImport ? startAhead(forkChild, 'parse') : null;
if (isImport) compileLess();
const { startCli } = await import('./cli/start-cli.ts');

process.exitCode = await startCli(dist, ahead?.startChild ?? forkChild);
ahead?.close();
