// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { defineCommand, type CommandRun } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { words } from '../output/messages.ts';
import { answerProtectors, rekeyControl } from './protector-answer.ts';
import { unlockOptions } from '../vault/unlock-options.ts';
import { unlockIfPossible } from '../vault/unlock.ts';
import { flag } from '../runtime/options.ts';
import { secrets } from '../runtime/secret-options.ts';

export const vaultPassphraseCommand = defineCommand({
  name: 'vault passphrase',
  summary: {
    'zh-CN': '设置、修改或重设主密码',
    en: 'Set, change or reset the passphrase',
  },
  options: {
    ...unlockOptions,
    ...secrets('new-passphrase'),
    rekey: flag({
      'zh-CN': '更换保险库的密钥，并重新加密每个私钥',
      en: 'Give the vault a new key and re-encrypt every private key',
    }),
  },
  description: {
    'zh-CN':
      '设置第一个主密码，或修改现有的主密码。忘记主密码时可以用恢复码。只能用恢复码解锁的保险库，设置时需要恢复码。加 --rekey 会更换保险库的密钥，并重新加密每个私钥。旧的保险库副本和备份仍用旧的主密码或恢复码解锁。',
    en: 'Sets the first passphrase, or changes the one you have. If you forgot it, or if only the recovery code unlocks the vault, provide the recovery code. With --rekey, the vault gets a new key and every private key is re-encrypted. Old copies of the vault and old backups still open with the old passphrase or recovery code.',
  },
  examples: [
    {
      line: 'certsteward vault passphrase --new-passphrase-file new.txt',
      'zh-CN': '设置第一个主密码',
      en: 'Set the first passphrase',
    },
    {
      line: 'certsteward vault passphrase --passphrase-file old.txt --new-passphrase-file new.txt',
      'zh-CN': '修改',
      en: 'Change the passphrase',
    },
    {
      line: 'certsteward vault passphrase --recovery-code-file code.txt --new-passphrase-file new.txt',
      'zh-CN': '忘记主密码，或只能用恢复码解锁时',
      en: 'If you forgot the passphrase, or only the recovery code unlocks the vault',
    },
  ],
  exitCodes: [exit.password, exit.notFound, exit.locked],
  seeAlso: ['vault recovery-code', 'vault protector remove'],
  async run(run) {
    const vault = await run.services.vault.require();
    const rekey = run.arguments.flags.has('rekey');
    const code = await run.secrets.read('recovery-code');
    const { protectors } = await vault.status();
    let recoveryCode: string | null = null;
    const isSet = protectors.some(({ kind }) => kind === 'passphrase');
    if (code !== null) {
      const next = await readNewPassphrase(run);
      await vault.protectorChanges.resetPassphrase(code, next, { rekey }, rekeyControl(run));
    } else if (isSet) {
      const current = await currentPassphrase(run);
      const next = await readNewPassphrase(run);
      await vault.protectorChanges.changePassphrase(current, next, { rekey }, rekeyControl(run));
    } else {
      recoveryCode = await setFirst(run, rekey);
    }
    await answerProtectors(run, words(run.language).passphraseSet, {
      rekeyed: rekey,
      replaced: isSet || rekey,
      recoveryCode,
    });
    return exit.done;
  },
});

async function currentPassphrase({ secrets, language }: CommandRun): Promise<string> {
  const current =
    (await secrets.read('passphrase')) ?? (await secrets.prompt('passphrase', words(language).passphrase));
  if (current === null) throw new AppError('secret-missing');
  return current;
}

/** A vault without protectors also gets a recovery code. */
async function setFirst(run: CommandRun, rekey: boolean): Promise<string | null> {
  const { vault } = run.services;
  const opened = await vault.require();
  if (!opened.hasRecipient) {
    return (await vault.createWithProtectors({ passphrase: await readNewPassphrase(run) })).recoveryCode;
  }
  if ((await unlockIfPossible(run)) === null) {
    const { protectors } = await opened.status();
    const hasCode = protectors.some(({ kind }) => kind === 'recovery-code');
    const code = hasCode ? await run.secrets.prompt('recovery-code', words(run.language).recoveryCodePrompt) : null;
    if (code === null) throw new AppError('secret-missing');
    await opened.protectorChanges.resetPassphrase(code, await readNewPassphrase(run), { rekey }, rekeyControl(run));
    return null;
  }
  const next = await readNewPassphrase(run);
  await vault.protectWithPassphrase(next);
  if (rekey) await opened.protectorChanges.changePassphrase(next, next, { rekey }, rekeyControl(run));
  return null;
}

async function readNewPassphrase({ secrets, language }: CommandRun): Promise<string> {
  const given = await secrets.read('new-passphrase');
  if (given !== null) return given;
  const text = words(language);
  const typed = await secrets.prompt('new-passphrase', text.newPassphrase, { anotherFollows: true });
  if (typed === null) throw new AppError('usage', { option: '--new-passphrase-file' });
  if ((await secrets.prompt('new-passphrase', text.newPassphraseAgain)) !== typed) {
    throw new AppError('invalid-input', { field: 'new-passphrase' });
  }
  return typed;
}
