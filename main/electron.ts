// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import { commandLineWords } from './hosts/node/launch-arguments.ts';

/**
 * @entry main
 * Loads the window or command line. Electron is ready only after this module is evaluated.
 */
const distFolder = path.resolve(import.meta.dirname, '..');
const words = commandLineWords(process.argv);
if (words === null) (await import('./electron-window.ts')).startWindow(distFolder);
else (await import('./electron-cli.ts')).startCommandLine(distFolder, words);
