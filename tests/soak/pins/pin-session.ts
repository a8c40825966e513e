// SPDX-License-Identifier: Apache-2.0
import { createInterface } from 'node:readline';
import { createForkChild } from '../../../main/hosts/node/fork-child.ts';
import { openTokens, quietRun } from '../../support/tokens/work/open-tokens.ts';
import { enterPin, type PinCall } from './enter-pin.ts';

/**
 * Enters one PIN, to be killed meanwhile. Arguments: the module, the folder for remembered data, the built app. The
 * first line of stdin is the call in JSON. The second starts it, after `ready` on stdout.
 */
const [modulePath = '', folder = '', dist = ''] = process.argv.slice(2);
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const call = JSON.parse(String((await lines.next()).value)) as PinCall;
const opened = await openTokens([{ modulePath }], { folder, startChild: createForkChild(dist) });
await opened.tokens.list({ refresh: true }, quietRun);
console.log('ready');
await lines.next();
console.log(await enterPin(opened.tokens, call, quietRun));
opened.close();
process.exit(0);
