// SPDX-License-Identifier: Apache-2.0
import { globSync } from 'node:fs';
import path from 'node:path';

/** The app in Electron, the product, or on its stand-in. */
export const electronSpecs = ['flows', 'accessibility', 'host'];

/** Electron's entry from outside, visible only with the stand-in. */
export const entrySpecs = ['entry'];

/** What a compromised page can do, and where secrets remain. */
export const attackSpecs = ['security', 'ipc', 'canary'];

/** For the Chromium host: its own behaviour, the attacks and the main job. */
export const chromiumSpecs = ['host', ...attackSpecs, 'flows/main-job.spec.ts', 'flows/keyboard.spec.ts'];

const suite = path.resolve(import.meta.dirname, '..');

export const specFiles = (folders: readonly string[]): string[] =>
  folders.flatMap((each) => globSync(each.endsWith('.ts') ? each : `${each}/**/*.spec.ts`, { cwd: suite }));
