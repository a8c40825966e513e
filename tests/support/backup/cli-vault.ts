// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { runCli, type CliResult } from '../cli/run-cli.ts';

/** A vault of the built command line with what opens it, in a folder that goes away with the test. */
export interface CliVault {
  readonly folder: string;
  readonly passphrase: string;
  readonly passphraseFile: string;
  readonly recoveryCode: string;
  readonly recoveryCodeFile: string;
  /** Adds `--json --vault`. */
  cli(...argv: readonly string[]): Promise<CliResult>;
}

export async function newCliVault(passphrase = '备份 passphrase, long enough'): Promise<CliVault> {
  const folder = mkdtempSync(join(tmpdir(), 'cs-backup-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const cli = async (...argv: readonly string[]) => await runCli([...argv, '--json', '--vault', join(folder, 'vault')]);
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
    return join(folder, name);
  };
  const passphraseFile = file('passphrase', passphrase);
  const made = await cli('vault', 'init', '--passphrase-file', passphraseFile);
  if (!made.json?.ok) throw new Error(`vault init: ${made.stdout}${made.stderr}`);
  const recoveryCode = String(made.json.value.vaultCreated.recoveryCode);
  return {
    folder,
    passphrase,
    passphraseFile,
    recoveryCode,
    cli,
    recoveryCodeFile: file('recovery-code', recoveryCode),
  };
}

/** Everything onto the vault's own folder `backups`. Returns the answer's `value`. */
export async function backUp(vault: CliVault, ...argv: readonly string[]) {
  const answer = await vault.cli('backup', 'create', '--passphrase-file', vault.passphraseFile, ...argv);
  if (!answer.json?.ok) throw new Error(`backup create: ${answer.stdout}${answer.stderr}`);
  return answer.json.value;
}
