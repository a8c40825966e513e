// SPDX-License-Identifier: Apache-2.0
import { startConformance } from '../../conformance/start-conformance.ts';

/**
 * Replaces Electron's executable and runs the build's entry on the strict stand-in. The first word is the data folder;
 * SIGUSR2 quits like the menu.
 */
const [, , dataFolder = ''] = process.argv;
const asked = new Promise((resolve) => process.on('SIGUSR2', resolve));
const { app, windows } = await startConformance({ dataFolder });
void asked.then(() => app.quit());
await app.exited;
await windows.pagesClosed();
process.exit(0);
