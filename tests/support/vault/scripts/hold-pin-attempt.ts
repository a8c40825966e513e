// SPDX-License-Identifier: Apache-2.0
import { createComputerState } from '../../../../main/computer-state/computer-state.ts';
import type { AttemptOutcome } from '../../../../main/computer-state/state-port.ts';

/** Begins a PIN entry, prints `begun`, and settles it once stdin delivers the outcome. */
const [dataFolder = '', tokenId = ''] = process.argv.slice(2);
const state = createComputerState({ folder: dataFolder, now: () => new Date() });
const settle = state.tokens.begin(tokenId, 'user');
process.stdout.write('begun\n');
process.stdin.setEncoding('utf8').on('data', (text: string) => {
  settle(text.trim() as AttemptOutcome);
  process.stdout.write(`settled ${state.tokens.count(tokenId, 'user').wrong}\n`);
  state.close();
  process.exit(0);
});
