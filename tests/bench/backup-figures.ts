// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasTool } from '../support/openssl/openssl.ts';
import { wholeVault } from '../support/backup/whole-vault.ts';
import { benchIdentities, type BenchIdentities } from './bench-identities.ts';
import { median } from './figures.ts';
import { measureScheduledBackup } from './scheduled-backup.ts';
import { measuredRun, type MeasuredRun } from './measured-run.ts';

/** Results for one vault size. The times of `create` and `restore` include startup and scrypt. */
export interface BackupStep {
  readonly count: number;
  readonly create: readonly MeasuredRun[];
  readonly restore: readonly MeasuredRun[];
  /** With only a recovery code, which needs no key stretching. Null if not measured at this size. */
  readonly byCode: Pick<BackupStep, 'create' | 'restore'> | null;
  /** In seconds (`measureScheduledBackup`). */
  readonly scheduled: readonly number[];
  /** Seconds for a loop of `openssl pkcs12 -export` over all identities. Empty if not measured at this size. */
  readonly openssl: readonly number[];
}

export interface BackupFigures {
  /** Each size is ten times the previous. */
  readonly steps: readonly BackupStep[];
}

export interface BackupOptions {
  readonly root: string;
  readonly data: string;
  readonly work: string;
  readonly quick: boolean;
  readonly say: (line: string) => void;
}

/** Only this size is compared with openssl. */
const judged = 1000;
const limits = { openssl: 1 / 5, tenfold: 12 } as const;
const passphrase = 'a bench of backups';

/** Backs up with a test restore, deletes the vault, restores it and compares every field. */
export async function measureBackups(options: BackupOptions): Promise<BackupFigures | { readonly skipped: string }> {
  const { quick, say } = options;
  if (!hasTool('openssl', ['version'])) return { skipped: 'backups: openssl is missing' };
  const steps: BackupStep[] = [];
  for (const count of quick ? [judged] : [judged, 10 * judged]) {
    say(`backups: ${count} identities`);
    const step = await measureStep(options, count);
    steps.push(step);
    const [create, restore] = [step.create, step.restore].map((runs) => secondsOf(runs));
    const scheduled = median(step.scheduled).toFixed(2);
    say(`  backup ${create?.toFixed(2)} s, restore ${restore?.toFixed(2)} s, in the open app ${scheduled} s`);
  }
  return { steps };
}

async function measureStep({ root, data, work, quick }: BackupOptions, count: number): Promise<BackupStep> {
  const folder = mkdtempSync(join(work, 'backup-'));
  const secret = join(folder, 'passphrase');
  writeFileSync(secret, passphrase, { mode: 0o600 });
  const vault = join(folder, 'vault');
  const command = commandOn(root, vault);
  const run = async (memory: boolean, ...argv: readonly string[]): Promise<MeasuredRun> =>
    command(memory, ...argv, '--passphrase-file', secret);
  const rounds = quick ? 1 : 3;
  try {
    const identities = benchIdentities(data, count);
    const byCode = count === judged ? await measureByCode(folder, root, identities, rounds) : null;
    await run(false, 'import', identities.all);
    const before = await wholeVault(vault, passphrase);
    if (before.size !== count) throw new Error(`${before.size} of ${count} imported`);
    const [create, restore] = [new Array<MeasuredRun>(), new Array<MeasuredRun>()];
    const openssl: number[] = [];
    // The last round measures memory.
    for (let round = 0; round <= rounds; round += 1) {
      const memory = round === rounds;
      const drive = mkdtempSync(join(folder, 'drive-'));
      create.push(await run(memory, 'backup', 'create', '--to', drive));
      const [file = ''] = readdirSync(drive);
      rmSync(vault, { recursive: true });
      restore.push(await run(memory, 'backup', 'restore', join(drive, file)));
      compare(before, await wholeVault(vault, passphrase));
      if (count === judged && !memory) openssl.push(await opensslLoop(folder, identities, secret));
    }
    const scheduled = await measureScheduledBackup({ root, vault, passphrase, folder, rounds });
    return { count, create, restore, byCode, scheduled, openssl };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function commandOn(root: string, vault: string): (memory: boolean, ...argv: readonly string[]) => Promise<MeasuredRun> {
  return async (memory, ...argv) => {
    const words = [join(root, 'dist/main/cli.mjs'), ...argv, '--vault', vault, '--json'];
    const { PATH, HOME, XDG_STATE_HOME } = process.env;
    const run = await measuredRun(process.execPath, words, { environment: { PATH, HOME, XDG_STATE_HOME }, memory });
    if (run.exitCode !== 0) throw new Error(`${argv.join(' ')}: exit ${run.exitCode} ${run.stdout}${run.stderr}`);
    return run;
  };
}

/** Neither the vault nor its backups have a passphrase. Each restore creates a vault with a new code. */
async function measureByCode(
  folder: string,
  root: string,
  { all }: BenchIdentities,
  rounds: number,
): Promise<Pick<BackupStep, 'create' | 'restore'>> {
  const vault = join(folder, 'vault-by-code');
  const cli = commandOn(root, vault);
  const codeOf = ({ stdout }: MeasuredRun): string => {
    const answer = JSON.parse(stdout) as { value: { vaultCreated: { recoveryCode: string } } };
    return answer.value.vaultCreated.recoveryCode;
  };
  const file = join(folder, 'code');
  let code = codeOf(await cli(false, 'import', all));
  const [create, restore] = [new Array<MeasuredRun>(), new Array<MeasuredRun>()];
  for (let round = 0; round < rounds; round += 1) {
    writeFileSync(file, code, { mode: 0o600 });
    const before = await wholeVault(vault, { kind: 'recovery-code', secret: code });
    const drive = mkdtempSync(join(folder, 'drive-'));
    create.push(await cli(false, 'backup', 'create', '--to', drive, '--recovery-code-file', file));
    const [name = ''] = readdirSync(drive);
    rmSync(vault, { recursive: true });
    const restored = await cli(false, 'backup', 'restore', join(drive, name), '--recovery-code-file', file);
    restore.push(restored);
    code = codeOf(restored);
    compare(before, await wholeVault(vault, { kind: 'recovery-code', secret: code }));
  }
  return { create, restore };
}

/** Throws if any field differs. */
function compare(before: ReadonlyMap<string, object>, after: ReadonlyMap<string, object>): void {
  if (after.size !== before.size) throw new Error(`${after.size} of ${before.size} came back`);
  for (const [sha256, row] of before) {
    const [was, is] = [JSON.stringify(row), JSON.stringify(after.get(sha256))];
    if (was !== is) throw new Error(`not as it was:\n${was}\n${is}`);
  }
}

/** Runs one `openssl` process per identity. */
async function opensslLoop(folder: string, { pairs }: BenchIdentities, secret: string): Promise<number> {
  const script = join(folder, 'loop.sh');
  const out = join(folder, 'out.p12');
  const lines = pairs.map(
    ({ certificate, key }) =>
      `openssl pkcs12 -export -in '${certificate}' -inkey '${key}' -out '${out}' -passout 'file:${secret}'`,
  );
  writeFileSync(script, ['set -e', ...lines, ''].join('\n'));
  const run = await measuredRun('sh', [script]);
  if (run.exitCode !== 0 || !existsSync(out)) throw new Error(`openssl: exit ${run.exitCode} ${run.stderr}`);
  return run.seconds;
}

const secondsOf = (runs: readonly MeasuredRun[]): number =>
  median(runs.filter(({ memory }) => memory === null).map(({ seconds }) => seconds));

export function backupRows({ steps }: BackupFigures): [string, number | null, number][] {
  const rows: [string, number | null, number][] = [];
  for (const [index, step] of steps.entries()) {
    const { count, create, restore, byCode, scheduled, openssl } = step;
    if (openssl.length > 0) {
      const loop = median(openssl);
      rows.push([`backup and rehearsal of ${count}, time / openssl loop`, secondsOf(create) / loop, limits.openssl]);
      rows.push([`backup in the open app of ${count}, time / openssl loop`, median(scheduled) / loop, limits.openssl]);
      rows.push([`restore of ${count}, time / openssl loop`, secondsOf(restore) / loop, limits.openssl]);
      for (const [what, runs] of Object.entries(byCode ?? {})) {
        rows.push([
          `${what} of ${count} by the recovery code, time / openssl loop`,
          secondsOf(runs) / loop,
          limits.openssl,
        ]);
      }
    }
    const before = steps[index - 1];
    if (!before) continue;
    rows.push([`backup, ${count} / ${before.count}`, secondsOf(create) / secondsOf(before.create), limits.tenfold]);
    rows.push([`restore, ${count} / ${before.count}`, secondsOf(restore) / secondsOf(before.restore), limits.tenfold]);
  }
  return rows;
}

export function backupLines({ steps }: BackupFigures): string[] {
  return steps.map(({ count, create, restore, byCode, scheduled, openssl }) => {
    const peak = (runs: readonly MeasuredRun[]) =>
      Math.max(...runs.map(({ memory }) => memory?.peakRssMiB ?? 0)).toFixed(0);
    const loop = openssl.length === 0 ? '' : `, a loop of openssl pkcs12 -export ${median(openssl).toFixed(2)} s`;
    const code =
      byCode === null
        ? ''
        : `; by the recovery code backup ${secondsOf(byCode.create).toFixed(2)} s, restore ${secondsOf(byCode.restore).toFixed(2)} s`;
    return (
      `${count} identities (median of ${create.length - 1}): backup with rehearsal ${secondsOf(create).toFixed(2)} s, peak ${peak(create)} MiB; ` +
      `restore ${secondsOf(restore).toFixed(2)} s, peak ${peak(restore)} MiB; equal field by field; ` +
      `in the open app, nothing typed ${median(scheduled).toFixed(2)} s${code}${loop}`
    );
  });
}
