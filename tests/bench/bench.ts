// SPDX-License-Identifier: Apache-2.0
/**
 * `npm run bench` compares CertSteward with XCA, ripgrep, certutil, openssl and pkcs11-tool (see docs/speed.md).
 * `--scan`, `--stores`, `--backups` or `--tokens` runs only that part. `--quick` uses less data and fewer rounds.
 */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { keepOwnState } from '../support/vault/own-state.ts';
import { backupLines, backupRows, measureBackups } from './backup-figures.ts';
import { benchFiles } from './bench-certificates.ts';
import { largeListFigures } from './large-list-figures.ts';
import { measureOurs, measureScaling } from './ours.ts';
import { measureParseOnly, measureXca } from './peers.ts';
import { medianOf, type PeerFigures } from './figures.ts';
import { judgements, tableLines, type BenchReport } from './report.ts';
import { measureScan, scanLines, scanRows } from './scan-figures.ts';
import { measureStores, storeLines, storeRows } from './store-figures.ts';
import { measureTokens, tokenLines, tokenRows } from './token-figures.ts';

process.once('exit', keepOwnState());
const root = resolve(import.meta.dirname, '../..');
const data = join(root, 'out/bench-data');
const work = join(root, 'out/bench-work');
const quick = process.argv.includes('--quick');
const count = quick ? 1000 : 10_000;
const runs = quick ? 2 : 5;

if (!existsSync(join(root, 'dist/main/cli.mjs'))) {
  console.error('dist/ is missing: npm run build');
  process.exit(2);
}
rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });

const say = (line: string): void => console.error(line);
const skipped: string[] = [];
if (process.argv.includes('--tokens')) {
  const measured = await measureTokens({ root, data, work, quick, say });
  const rows = 'skipped' in measured ? [] : tokenRows(measured);
  for (const line of 'skipped' in measured ? [measured.skipped] : tokenLines(measured)) console.log(line);
  for (const [what, value, limit] of rows) console.log(`${what}: ${value?.toFixed(2)}, at most ${limit}`);
  process.exit(rows.some(([, value, limit]) => value !== null && value > limit) ? 1 : 0);
}
if (process.argv.includes('--backups')) {
  const measured = await measureBackups({ root, data, work, quick, say });
  const rows = 'skipped' in measured ? [] : backupRows(measured);
  for (const line of 'skipped' in measured ? [measured.skipped] : backupLines(measured)) console.log(line);
  for (const [what, value, limit] of rows) console.log(`${what}: ${value?.toFixed(2)}, at most ${limit}`);
  process.exit(rows.some(([, value, limit]) => value !== null && value > limit) ? 1 : 0);
}
const stores = process.argv.includes('--scan') ? null : await measureStores({ root, data, work, quick, say });
if (stores !== null && 'skipped' in stores) skipped.push(stores.skipped);
if (process.argv.includes('--stores')) {
  const measured = stores !== null && !('skipped' in stores) ? stores : null;
  for (const line of measured === null ? skipped : storeLines(measured)) console.log(line);
  const [row] = measured === null ? [] : storeRows(measured);
  if (row) console.log(`${row[0]}: ${row[1]?.toFixed(3)}, at most ${row[2]}`);
  process.exit(row && (row[1] ?? 0) > row[2] ? 1 : 0);
}
const scan = await measureScan({ root, data, work, quick, say });
if ('skipped' in scan) skipped.push(scan.skipped);
if (process.argv.includes('--scan')) {
  const rows = 'skipped' in scan ? [] : scanRows(scan);
  for (const line of 'skipped' in scan ? skipped : scanLines(scan)) console.log(line);
  for (const [target, measured, limit] of rows)
    console.log(`${target}: ${measured?.toFixed(2) ?? 'skipped'}, at most ${limit}`);
  process.exit(rows.some(([, measured, limit]) => measured !== null && measured > limit) ? 1 : 0);
}
const backups = await measureBackups({ root, data, work, quick, say });
if ('skipped' in backups) skipped.push(backups.skipped);
const tokens = await measureTokens({ root, data, work, quick, say });
if ('skipped' in tokens) skipped.push(tokens.skipped);
say(`certificates: ${count} in one file`);
const files = benchFiles(data, count);
const [file = ''] = files;

say(`ours: ${runs} times`);
const ours = await measureOurs({ root, work, file, count, runs, say });
const peers: PeerFigures[] = [];
for (const measure of [measureXca, measureParseOnly]) {
  const found = await measure({ work, file, say });
  if ('skipped' in found) skipped.push(found.skipped);
  else peers.push(found);
}
say(quick ? 'scaling: left out by --quick' : 'scaling: 1,000, 10,000, 100,000');
const scaling = quick ? [] : await measureScaling({ root, work, data, say });
const window = await largeListFigures(root, say);
if (window === null) skipped.push('window figures: scripts/measure/large-list.ts cannot run here');

const report: BenchReport = {
  at: new Date().toISOString(),
  machine: {
    cpu: cpus()[0]?.model ?? 'unknown',
    processors: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  },
  count,
  runs,
  ours,
  peers,
  scaling,
  window,
  scan: 'skipped' in scan ? null : scan,
  stores: stores === null || 'skipped' in stores ? null : stores,
  tokens: 'skipped' in tokens ? null : tokens,
  backups: 'skipped' in backups ? null : backups,
  skipped,
};
const answer = { ...report, judgements: judgements(report) };
const out = join(root, 'out/bench.json');
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, `${JSON.stringify(answer, null, 2)}\n`);
for (const line of tableLines(report)) console.log(line);
console.log(`\nmedian of our import: ${medianOf(ours.import, 'seconds').toFixed(2)} s; all numbers: out/bench.json`);
rmSync(work, { recursive: true, force: true });
if (answer.judgements.some(({ met }) => met === false)) process.exitCode = 1;
