// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { sampleOf, type PeerFigures, type Sample } from './figures.ts';
import { measuredRun } from './measured-run.ts';

interface PeerOptions {
  readonly work: string;
  readonly file: string;
  readonly say: (line: string) => void;
}

type PeerAnswer = PeerFigures | { readonly skipped: string };

/**
 * XCA also stores certificates in SQLite. It can take minutes for 10,000, so it runs only once for time and once for
 * memory.
 */
export async function measureXca({ work, file, say }: PeerOptions): Promise<PeerAnswer> {
  const version = versionOf('xca', ['--version'], { QT_QPA_PLATFORM: 'offscreen' });
  if (version === null) return { skipped: 'XCA: not installed (Debian package xca)' };
  const figures = { import: new Array<Sample>(), list: new Array<Sample>() };
  for (const memory of [false, true]) {
    say(`XCA: one import ${memory ? 'for its memory' : 'for its time'}, up to some minutes`);
    const home = join(work, memory ? 'xca-memory' : 'xca');
    mkdirSync(home, { recursive: true });
    const environment = { ...process.env, QT_QPA_PLATFORM: 'offscreen', HOME: home };
    const options = { environment, cwd: home, memory };
    const database = ['--no-gui', '--database=X.xdb', '--password=pass:secret'];
    const imported = await measuredRun('xca', [...database, '--import', '--exit', file], options);
    const listed = await measuredRun('xca', [...database, '--list-items'], options);
    const lines = listed.stdout.split('\n').filter((line) => line.includes('x.509 Certificate')).length;
    if (lines === 0) return { skipped: 'XCA: its list is empty after the import' };
    figures.import.push(sampleOf(imported, 'xca'));
    figures.list.push(sampleOf(listed, 'xca'));
  }
  return { name: 'XCA', version, ...figures };
}

/** OpenSSL reads the file and stores nothing: the cost of parsing alone. */
export async function measureParseOnly({ file }: PeerOptions): Promise<PeerAnswer> {
  const version = versionOf('openssl', ['version'], {});
  if (version === null) return { skipped: 'openssl storeutl: not installed' };
  const samples: Sample[] = [];
  for (const memory of [false, true])
    samples.push(sampleOf(await measuredRun('openssl', ['storeutl', '-noout', file], { memory }), 'openssl'));
  return { name: 'openssl storeutl -noout (reads only)', version, import: samples, list: null };
}

function versionOf(program: string, argv: readonly string[], extra: NodeJS.ProcessEnv): string | null {
  try {
    const text = execFileSync(program, argv, { env: { ...process.env, ...extra }, encoding: 'utf8', stdio: 'pipe' });
    return /\d+\.\d+(?:\.\d+)?/.exec(text)?.[0] ?? 'unknown';
  } catch {
    return null;
  }
}
