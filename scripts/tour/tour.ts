// SPDX-License-Identifier: Apache-2.0
/**
 * `npm run tour` runs the built app headless on throw-away vaults. Writes pictures in both languages and a report to
 * out/tour/. `--pictures` also replaces the READMEs' pictures.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Language, languageOf, languages } from '../../shared/i18n/language.ts';
import { makeDemoCertificates } from './demo-certificates.ts';
import { startTourApp } from './tour-app.ts';
import { moveInto } from './tour-home.ts';
import { tourLife } from './tour-life.ts';
import { TourReport } from './tour-report.ts';
import { exportIdentity, importEverything, lookAround } from './tour-steps.ts';

const root = resolve(import.meta.dirname, '../..');
const out = join(root, 'out/tour');
const colours = '64';

async function tour(folder: string, language: Language, report: TourReport): Promise<void> {
  const demo = await makeDemoCertificates(join(folder, 'certificates'));
  const files = demo.files.map((file) => file.path.slice(folder.length + 1)).join(', ');
  report.fact(['Made fresh certificates', '已生成演示用的证书'], files);
  const app = await startTourApp(join(folder, 'data'), language);
  const stop = { app, report };
  try {
    await app.pages.list.emptyTitle.waitFor();
    await report.picture(app.page, 'empty', ['The app on an empty vault', '空的保险库']);
    await importEverything(stop, demo);
    await lookAround(stop);
    const exported = join(folder, 'home/exported.p12');
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

function proveWithOpenssl(file: string, password: string, sha256: string): string {
  const openssl = (argv: readonly string[], input: string): string | null => {
    const run = spawnSync('openssl', argv, { input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] });
    if (run.error) return null;
    if (run.status !== 0) throw new Error(`openssl ${argv[0] ?? ''} refused the exported file`);
    return run.stdout;
  };
  const pem = openssl(['pkcs12', '-in', file, '-passin', 'stdin', '-nodes', '-clcerts'], `${password}\n`);
  if (pem === null) return 'openssl is not on this machine: not checked';
  const fingerprint = openssl(['x509', '-noout', '-fingerprint', '-sha256'], pem) ?? '';
  if (!fingerprint.replaceAll(':', '').toLowerCase().includes(sha256)) throw new Error('another certificate came out');
  const ofKey = openssl(['pkey', '-pubout'], pem);
  const ofCertificate = openssl(['x509', '-noout', '-pubkey'], pem);
  if (ofKey !== ofCertificate) throw new Error('the exported key does not belong to the certificate');
  return `certificate ${sha256.slice(0, 16)}… and its key`;
}

/** Needs ImageMagick. */
function makeReadmePictures(tour: string, target: string): void {
  for (const language of languages) {
    const from = join(tour, language, 'readme');
    const to = join(target, language);
    rmSync(to, { recursive: true, force: true });
    mkdirSync(to, { recursive: true });
    for (const name of readdirSync(from)) {
      const small = ['-strip', '+dither', '-colors', colours, '-define', 'png:compression-level=9'];
      execFileSync('magick', [join(from, name), ...small, join(to, name)]);
    }
  }
  console.log(`Pictures of the READMEs: ${target}`);
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
// Exit explicitly, because Playwright's pipe keeps the event loop alive.
process.exit();
