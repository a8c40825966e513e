// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { lookAtVault } from '../../support/backup/look-at-vault.ts';
import type { RestoreBench } from '../../support/backup/restore-bench.ts';
import { wholeVault, type WholeRow } from '../../support/backup/whole-vault.ts';
import { backupsIn, hashOf } from '../../support/drives/backup-bench.ts';
import { cliBundle, runCli } from '../../support/cli/run-cli.ts';

/** The folders of a round, all searched for secrets. */
export interface WorkFolder {
  readonly vault: string;
  readonly backups: string;
  readonly temporary: string;
  readonly home: string;
}

/** A command to be killed, and checks of what it leaves. */
export interface BackupOperation {
  readonly name: string;
  /** Folder of the starting vault. */
  readonly template: string;
  readonly argv: readonly string[];
  /** A file in the vault's folder. Half of the kills follow a write to it. Null: none do. */
  readonly watchedFile: string | null;
  /** Returns what is wrong after a kill, and whether the work had taken effect. */
  judge(): Promise<{ readonly done: boolean; readonly faults: readonly string[] }>;
  /** Returns what is wrong after a complete run. */
  judgeWhole(): Promise<readonly string[]>;
}

export type VaultState = Awaited<ReturnType<typeof stateOf>>;

/** The vault's certificates, notes and keys (hashed), its damage, backup history and number of restores. */
export async function stateOf(vault: string, passphrase: string) {
  return { ...(await lookAtVault(vault, passphrase)), rows: await wholeVault(vault, passphrase) };
}

function soundness({ damage, keysOpened }: VaultState): string[] {
  return keysOpened ? damage : [...damage, 'verify did not open the keys'];
}

const commandLine = (words: readonly string[], { passphraseFile }: RestoreBench, { vault }: WorkFolder) => [
  cliBundle,
  ...words,
  '--passphrase-file',
  passphraseFile,
  '--json',
  '--vault',
  vault,
];

/** `backup create` into a folder that already has a backup. */
export function createOperation(bench: RestoreBench, work: WorkFolder, before: VaultState): BackupOperation {
  const earlierHash = hashOf(join(bench.backups, bench.earlier));

  async function judge(finished: boolean) {
    const now = await stateOf(work.vault, bench.passphrase);
    const faults = soundness(now);
    if (!isDeepStrictEqual(now.rows, before.rows)) faults.push('the vault is not as it was');
    const names = backupsIn(work.backups);
    if (!names.includes(bench.earlier)) faults.push('the earlier backup is gone');
    else if (hashOf(join(work.backups, bench.earlier)) !== earlierHash) faults.push('the earlier backup is changed');
    const listed = new Map(now.history.map(({ fileName, sha256 }) => [fileName, sha256]));
    for (const [fileName, sha256] of listed)
      if (!names.includes(fileName) || hashOf(join(work.backups, fileName)) !== sha256)
        faults.push(`the history has ${fileName}, which is not there as it was`);
    const made = names.filter((name) => name !== bench.earlier);
    for (const name of made) faults.push(...(await rehearse(bench, work, join(work.backups, name))));
    if (finished && !made.some((name) => listed.has(name))) faults.push('no new backup is in the history');
    return { done: made.length > 0, faults };
  }

  return {
    name: 'create',
    template: bench.vaults.whole,
    argv: commandLine(['backup', 'create', '--to', work.backups], bench, work),
    watchedFile: null,
    judge: async () => await judge(false),
    judgeWhole: async () => (await judge(true)).faults,
  };
}

/** Checks that the file opens with the passphrase and that every key signs. */
async function rehearse({ passphraseFile, backedUp }: RestoreBench, work: WorkFolder, file: string): Promise<string[]> {
  const argv = ['backup', 'verify', file, '--passphrase-file', passphraseFile, '--json', '--vault', work.vault];
  const { json } = await runCli(argv);
  if (json?.ok !== true) return [`${file} does not open: ${json?.error?.code}`];
  const { outcome, signed } = json.value;
  return outcome === 'rehearsed' && signed === backedUp.length ? [] : [`${file}: ${outcome}, ${signed} keys sign`];
}

/**
 * `backup restore` into one of the bench's vaults. After a kill, the vault must be in state `before` or `after` (that
 * of an undisturbed run).
 */
export function restoreOperation(
  bench: RestoreBench,
  work: WorkFolder,
  into: { readonly name: string; readonly vault: 'empty' | 'differing'; readonly flags: readonly string[] },
  states: { readonly before: VaultState; readonly after: VaultState },
): BackupOperation {
  const is = (now: VaultState, then: VaultState) =>
    isDeepStrictEqual(now.rows, then.rows) &&
    now.restores === then.restores &&
    isDeepStrictEqual(now.history, then.history);
  return {
    name: into.name,
    template: bench.vaults[into.vault],
    argv: restoreArguments(bench, work, into.flags),
    watchedFile: 'vault.sqlite-wal',
    async judge() {
      const now = await stateOf(work.vault, bench.passphrase);
      const done = is(now, states.after);
      const half = done || is(now, states.before) ? [] : [`half a restore: ${difference(now, states)}`];
      return { done, faults: [...soundness(now), ...half] };
    },
    async judgeWhole() {
      const now = await stateOf(work.vault, bench.passphrase);
      // A rerun may restore twice, so the number of logged restores may differ.
      const same =
        isDeepStrictEqual(now.rows, states.after.rows) && isDeepStrictEqual(now.history, states.after.history);
      const missing = missingOf(bench, now.rows);
      return [...soundness(now), ...missing, ...(same ? [] : [`not as a whole restore: ${difference(now, states)}`])];
    },
  };
}

export function restoreArguments(bench: RestoreBench, work: WorkFolder, flags: readonly string[]): readonly string[] {
  return commandLine(['backup', 'restore', join(work.backups, bench.earlier), ...flags], bench, work);
}

function missingOf({ backedUp }: RestoreBench, rows: ReadonlyMap<string, WholeRow>): string[] {
  return backedUp.flatMap((sha256) => {
    const row = rows.get(sha256);
    if (row === undefined) return [`${sha256} is not there`];
    return row['key'] === null || row['note'] === null ? [`${sha256} has no key or no note`] : [];
  });
}

function difference(now: VaultState, { before, after }: { before: VaultState; after: VaultState }): string {
  const count = ({ rows, history, restores }: VaultState) => {
    const keys = [...rows.values()].filter(({ key }) => key !== null).length;
    return `${rows.size} certificates, ${keys} keys, ${history.length} backups, ${restores} restores`;
  };
  return `${count(now)}; before ${count(before)}; after ${count(after)}`;
}
