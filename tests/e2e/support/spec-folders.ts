// SPDX-License-Identifier: Apache-2.0
import { globSync } from 'node:fs';
import path from 'node:path';

/** Run in Electron and on its stand-in. */
export const electronSpecs = ['flows', 'accessibility', 'host'];

/** Run only on the stand-in, which shows Electron's entry from outside. */
export const entrySpecs = ['entry'];

/** What a compromised page can do, and where secrets remain. */
export const attackSpecs = ['security', 'ipc', 'canary'];

export const chromiumSpecs = ['host', ...attackSpecs, 'flows/main-job.spec.ts', 'flows/keyboard.spec.ts'];

const suite = path.resolve(import.meta.dirname, '..');

export const specFiles = (folders: readonly string[]): string[] =>
  folders.flatMap((each) => globSync(each.endsWith('.ts') ? each : `${each}/**/*.spec.ts`, { cwd: suite }));
