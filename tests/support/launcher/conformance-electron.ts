// SPDX-License-Identifier: Apache-2.0
import { startConformance } from '../../conformance/start-conformance.ts';

/**
 * Replaces Electron's executable: runs the build's entry on the strict stand-in for the `electron` module. The first
 * argument is the data folder. SIGUSR2 quits.
 */
const [, , dataFolder = ''] = process.argv;
const asked = new Promise((resolve) => process.on('SIGUSR2', resolve));
const { app, windows } = await startConformance({ dataFolder });
void asked.then(() => app.quit());
await app.exited;
await windows.pagesClosed();
process.exit(0);
