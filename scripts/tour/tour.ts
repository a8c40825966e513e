// SPDX-License-Identifier: Apache-2.0
/**
 * `npm run tour`: the built app, headless in the Chromium host, on throw-away vaults. Writes pictures in both languages
 * and a report to out/tour/. `--pictures` also renews the READMEs'.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Language, languageOf } from '../../shared/i18n/language.ts';
import { makeDemoCertificates } from './demo-certificates.ts';
import { proveWithOpenssl } from './openssl-proof.ts';
import { makeReadmePictures } from './readme-pictures.ts';
import { startTourApp } from './tour-app.ts';
import { moveInto } from './tour-home.ts';
import { tourLife } from './tour-life.ts';
import { TourReport } from './tour-report.ts';
import { exportIdentity, importEverything, lookAround } from './tour-steps.ts';

const root = resolve(import.meta.dirname, '../..');
const out = join(root, 'out/tour');

async function tour(folder: string, language: Language, report: TourReport): Promise<void> {
  const demo = await makeDemoCertificates(join(folder, 'certificates'));
  const files = demo.files.map((file) => file.path.slice(folder.length + 1)).join(', ');
  report.fact(['Made fresh certificates', '做好了新的证书'], files);
  const app = await startTourApp(join(folder, 'data'), language);
  const stop = { app, report };
  try {
    await app.pages.list.emptyTitle.waitFor();
    await report.picture(app.page, 'empty', ['The app on an empty vault', '空的保险库']);
    await importEverything(stop, demo);
    await lookAround(stop);
    const exported = join(folder, 'exported.p12');
    await exportIdentity(stop, exported, demo.password);
    const proof = proveWithOpenssl(exported, demo.password, demo.sha256.valid);
    report.fact(['Opened the exported file with openssl', '用 openssl 打开了导出的文件'], proof);
  } catch (error) {
    await report.picture(app.page, 'stopped', ['Where the tour stopped', '演示停在这里']);
    throw error;
  } finally {
    await app.close();
  }
  await tourLife(folder, report, { language, password: demo.password, canInstall });
}

const folder = mkdtempSync(join(tmpdir(), 'certsteward-tour-'));
const language = languageOf(process.env['LANG'] ?? '');
const canInstall = moveInto(folder);
const report = new TourReport(out, language);
try {
  await tour(folder, language, report);
  report.write(`Done: ${report.pictures} pictures.`);
  console.log(`Tour done: ${report.pictures} pictures in each language, report.md and report.zh-CN.md in out/tour/`);
  if (process.argv.includes('--pictures')) makeReadmePictures(out, join(root, 'docs/pictures'));
} catch (error) {
  const why = error instanceof Error ? error.message : String(error);
  report.write(`Stopped: ${why}`);
  console.error(`Tour stopped: ${why}`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
// Playwright's pipe keeps the event loop alive.
process.exit();
