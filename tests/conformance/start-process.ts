// SPDX-License-Identifier: Apache-2.0
import { commandLineWords, readLaunchArguments } from '../../main/hosts/node/launch-arguments.ts';
import { startConformance } from './start-conformance.ts';

/**
 * Electron's entry on the stand-in as a process: `node tests/conformance/start-process.ts --data FOLDER [FILE...]`, or
 * `--cli WORD...` for the CLI.
 */
const cli = commandLineWords(process.argv);
const { dataFolder, files } = readLaunchArguments(process.argv.slice(2), process.cwd());
if (dataFolder === null && cli === null) throw new Error('usage: start-process.ts --data FOLDER');
const { app, windows, log } = await startConformance(cli === null ? { dataFolder: dataFolder ?? '', files } : { cli });
// Electron quits on these signals (shell/browser/electron_browser_main_parts_posix.cc).
for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) process.once(signal, () => app.quit());
if (cli === null) process.stdout.write('CertSteward is open.\n');
const code = await app.exited;
await windows.pagesClosed();
for (const entry of [...log.entries, ...log.oversized]) process.stderr.write(`${entry}\n`);
process.exit(log.entries.length + log.oversized.length === 0 ? code : 70);
