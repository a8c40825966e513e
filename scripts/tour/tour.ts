/**
 * `npm run tour`: the built app, headless in the Chromium host, on a throw-away vault with freshly made
 * certificates. Leaves numbered pictures and report.md in out/tour/; exit code 0 only when every step was done.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RunningApp, startChromiumApp } from '../../main/chromium.ts';
import { makeDemoCertificates } from './demo-certificates.ts';
import { TourReport } from './tour-report.ts';

const root = resolve(import.meta.dirname, '../..');

interface Entry {
  readonly startChromiumApp: typeof startChromiumApp;
}

async function startApp(dataFolder: string): Promise<RunningApp> {
  const entry = (await import(pathToFileURL(join(root, 'dist/main/chromium.mjs')).href)) as Entry;
  const app = await entry.startChromiumApp({ dataFolder, headless: true, files: [] });
  if (app === null) throw new Error('a second instance on a fresh data folder');
  return app;
}

async function tour(folder: string, report: TourReport): Promise<void> {
  const demo = await makeDemoCertificates(join(folder, 'certificates'));
  report.fact('Made fresh certificates', demo.files.map((file) => file.path.slice(folder.length + 1)).join(', '));
  const app = await startApp(join(folder, 'data'));
  try {
    await app.page.locator('main').waitFor();
    await report.picture(app.page, 'empty', 'The app on an empty vault');
  } finally {
    await app.close();
  }
}

const folder = mkdtempSync(join(tmpdir(), 'certsteward-tour-'));
const report = new TourReport(join(root, 'out/tour'));
try {
  await tour(folder, report);
  report.write(`Done: ${report.pictures} pictures.`);
  console.log(`Tour done: ${report.pictures} pictures and report.md in out/tour/`);
} catch (error) {
  const why = error instanceof Error ? error.message : String(error);
  report.write(`Stopped: ${why}`);
  console.error(`Tour stopped: ${why}`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
// Playwright's pipe keeps the event loop busy after the browser has gone.
process.exit();
