// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createComputerState } from '../../../main/computer-state/computer-state.ts';
import { defaultStateFolder } from '../../../main/hosts/node/data-folder.ts';
import { createVault } from '../../../main/vault/open-vault.ts';
import { commandLineOnWindows, runCli, type CliResult } from '../cli/run-cli.ts';
import { testVaultOptions } from '../vault/vault-test-options.ts';

/** A vault and its secrets for the built CLI, in a folder removed after the test. */
export interface CliVault {
  readonly folder: string;
  readonly passphrase: string;
  readonly passphraseFile: string;
  readonly recoveryCode: string;
  readonly recoveryCodeFile: string;
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
  const recoveryCode = commandLineOnWindows
    ? String((await cli('vault', 'init', '--passphrase-file', passphraseFile)).json?.value.vaultCreated.recoveryCode)
    : await initialise(join(folder, 'vault'), passphrase);
  return {
    folder,
    passphrase,
    passphraseFile,
    recoveryCode,
    cli,
    recoveryCodeFile: file('recovery-code', recoveryCode),
  };
}

/**
 * Like `vault init`, but with cheap scrypt, because the full cost would dominate every command that takes the
 * passphrase. Returns the recovery code.
 */
async function initialise(folder: string, passphrase: string): Promise<string> {
  const now = () => new Date();
  const stateFolder = defaultStateFolder({ platform: process.platform, home: homedir(), env: process.env });
  const state = createComputerState({ folder: stateFolder, now });
  const vault = createVault(folder, testVaultOptions({ clock: now, accepted: state.acceptedVaults }));
  try {
    const made = await vault.initialiseProtectors({ passphrase, useOsStore: true, recoveryCode: 'create-now' });
    if (made.recoveryCode === null) throw new Error('no recovery code');
    return made.recoveryCode;
  } finally {
    vault.close();
    state.close();
  }
}

/** `argv` must name the destination. Returns the answer's `value`, or throws. */
export async function backUp(vault: CliVault, ...argv: readonly string[]) {
  const answer = await vault.cli('backup', 'create', '--passphrase-file', vault.passphraseFile, ...argv);
  if (!answer.json?.ok) throw new Error(`backup create: ${answer.stdout}${answer.stderr}`);
  return answer.json.value;
}
