/**
 * `npm run tour`: the built app, headless in the Chromium host, on a throw-away vault with freshly made
 * certificates. Leaves numbered pictures and report.md in out/tour/; exit code 0 only when every step was done.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { makeDemoCertificates } from './demo-certificates.ts';
import { languageOf } from '../../shared/i18n/language.ts';
import { proveWithOpenssl } from './openssl-proof.ts';
import { startTourApp } from './tour-app.ts';
import { TourReport } from './tour-report.ts';
import { exportIdentity, importEverything, lookAround, saveRecoveryCode } from './tour-steps.ts';

const root = resolve(import.meta.dirname, '../..');

async function tour(folder: string, report: TourReport): Promise<void> {
  const demo = await makeDemoCertificates(join(folder, 'certificates'));
  report.fact('Made fresh certificates', demo.files.map((file) => file.path.slice(folder.length + 1)).join(', '));
  const app = await startTourApp(join(folder, 'data'), languageOf(process.env['LANG'] ?? ''));
  const stop = { app, report };
  try {
    await app.pages.list.emptyTitle.waitFor();
    await report.picture(app.page, 'empty', 'The app on an empty vault');
    await importEverything(stop, demo);
    await saveRecoveryCode(stop);
    await lookAround(stop);
    const exported = join(folder, 'exported.p12');
    await exportIdentity(stop, exported, demo.password);
    report.fact('Opened the exported file with openssl', proveWithOpenssl(exported, demo.password, demo.sha256.valid));
  } catch (error) {
    await report.picture(app.page, 'stopped', 'Where the tour stopped');
    throw error;
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
