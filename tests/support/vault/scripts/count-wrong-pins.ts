// SPDX-License-Identifier: Apache-2.0
import { createComputerState } from '../../../../main/computer-state/computer-state.ts';

/** Records `count` wrong PIN entries and prints a line after each. */
const [dataFolder = '', tokenId = '', count = '0'] = process.argv.slice(2);
const state = createComputerState({ folder: dataFolder, now: () => new Date() });
for (let index = 0; index < Number(count); index++) {
  state.tokens.begin(tokenId, 'user')('wrong');
  process.stdout.write(`counted ${index}\n`);
}
state.close();
