import { globSync } from 'node:fs';
import path from 'node:path';

/** Of the Chromium host: what it does itself, what a page that was taken over can do there, and the main job. */
export const chromiumSpecs = ['host', 'security', 'ipc', 'canary', 'flows/main-job.spec.ts', 'flows/keyboard.spec.ts'];

/** The app: in Electron, the product, or on its stand-in. */
export const electronSpecs = ['flows', 'accessibility', 'host'];

const suite = path.resolve(import.meta.dirname, '..');

/** Spec files of these folders. */
export const specFiles = (folders: readonly string[]): string[] =>
  folders.flatMap((each) => globSync(each.endsWith('.ts') ? each : `${each}/**/*.spec.ts`, { cwd: suite }));
