import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { sampleOf, type PeerFigures } from './figures.ts';
import { measuredRun } from './measured-run.ts';

interface PeerOptions {
  readonly work: string;
  readonly file: string;
  readonly say: (line: string) => void;
}

type PeerAnswer = PeerFigures | { readonly skipped: string };

/** XCA keeps certificates in SQLite as we do. Once per run: 10,000 certificates take it minutes. */
export async function measureXca({ work, file, say }: PeerOptions): Promise<PeerAnswer> {
  const version = versionOf('xca', ['--version'], { QT_QPA_PLATFORM: 'offscreen' });
  if (version === null) return { skipped: 'XCA: not installed (Debian package xca)' };
  const home = join(work, 'xca');
  mkdirSync(home, { recursive: true });
  const options = { environment: { ...process.env, QT_QPA_PLATFORM: 'offscreen', HOME: home }, cwd: home, pss: true };
  const database = ['--no-gui', '--database=X.xdb', '--password=pass:secret'];
  say('XCA: one import, up to some minutes');
  const imported = await measuredRun('xca', [...database, '--import', '--exit', file], options);
  const listed = await measuredRun('xca', [...database, '--list-items'], options);
  const lines = listed.stdout.split('\n').filter((line) => line.includes('x.509 Certificate')).length;
  if (lines === 0) return { skipped: 'XCA: its list is empty after the import' };
  return { name: 'XCA', version, import: sampleOf(imported, 'xca'), list: sampleOf(listed, 'xca') };
}

/** OpenSSL reads the file and keeps nothing: what parsing alone costs. */
export async function measureParseOnly({ file }: PeerOptions): Promise<PeerAnswer> {
  const version = versionOf('openssl', ['version'], {});
  if (version === null) return { skipped: 'openssl storeutl: not installed' };
  const run = await measuredRun('openssl', ['storeutl', '-noout', file], { pss: true });
  return { name: 'openssl storeutl -noout (reads only)', version, import: sampleOf(run, 'openssl'), list: null };
}

function versionOf(program: string, argv: readonly string[], extra: NodeJS.ProcessEnv): string | null {
  try {
    const text = execFileSync(program, argv, { env: { ...process.env, ...extra }, encoding: 'utf8', stdio: 'pipe' });
    return /\d+\.\d+(?:\.\d+)?/.exec(text)?.[0] ?? 'unknown';
  } catch {
    return null;
  }
}
