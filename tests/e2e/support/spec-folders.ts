// SPDX-License-Identifier: Apache-2.0
import { globSync } from 'node:fs';
import path from 'node:path';

/** The app: in Electron, the product, or on its stand-in. */
export const electronSpecs = ['flows', 'accessibility', 'host'];

/** Electron's entry from outside, which only the stand-in lets a test see. */
export const entrySpecs = ['entry'];

/** What a page that was taken over can do, and where secrets are left. */
export const attackSpecs = ['security', 'ipc', 'canary'];

/** Of the Chromium host: what it does itself, the attacks and the main job. */
export const chromiumSpecs = ['host', ...attackSpecs, 'flows/main-job.spec.ts', 'flows/keyboard.spec.ts'];

const suite = path.resolve(import.meta.dirname, '..');

/** Spec files of these folders. */
export const specFiles = (folders: readonly string[]): string[] =>
  folders.flatMap((each) => globSync(each.endsWith('.ts') ? each : `${each}/**/*.spec.ts`, { cwd: suite }));
