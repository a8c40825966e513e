// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { protectorKindSchema } from '../../../shared/schemas/vault/vault-status.ts';
import type { Command, CommandRun } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { words } from '../output/messages.ts';
import { answerProtectors, rekeyControl } from './protector-answer.ts';
import { unlockOptions } from '../vault/unlock-options.ts';
import { unlockIfPossible } from '../vault/unlock.ts';

/** Re-encrypts every key (K04). */
export const vaultProtectorRemoveCommand: Command = {
  name: 'vault protector remove',
  synopsis:
    'os-store|passphrase|recovery-code|token [--passphrase-file FILE | --recovery-code-file FILE | --token SERIAL --pin-file FILE]',
  summary: {
    'zh-CN': '移除一种打开方式，并重新加密所有私钥',
    en: 'remove a way to open the vault and encrypt every key anew',
  },
  words: [1, 1],
  ...unlockOptions,
  async run(run) {
    const kind = protectorKindSchema.safeParse(run.arguments.words[0]);
    if (!kind.success) throw new AppError('usage', { argument: run.arguments.words[0] ?? '' });
    const vault = await run.services.vault.require();
    const { protectors } = await vault.status();
    const passphraseStays = protectors.some((each) => each.kind === 'passphrase') && kind.data !== 'passphrase';
    const secrets = rememberPassphrase(run);
    if ((await unlockIfPossible({ ...run, secrets })) === null) throw new AppError('secret-missing');
    // Wrapping needs the passphrase, however the vault was unlocked.
    const passphrase = passphraseStays
      ? (secrets.passphrase() ?? (await secrets.prompt('passphrase', words(run.language).passphrase)))
      : null;
    await vault.protectorChanges.removeProtector(kind.data, passphrase, rekeyControl(run));
    const text = words(run.language);
    await answerProtectors(run, fillMessage(text.protectorRemoved, { what: text.protector[kind.data] }), {
      rekeyed: true,
    });
    return exit.done;
  },
};

/** Needed twice, but standard input is readable once. */
function rememberPassphrase({ secrets }: CommandRun): CommandRun['secrets'] & { passphrase(): string | null } {
  let known: string | null = null;
  const remember = (name: string, value: string | null): string | null => {
    if (name === 'passphrase') known = value ?? known;
    return value;
  };
  return {
    read: async (name) => remember(name, await secrets.read(name)),
    prompt: async (name, question) => remember(name, await secrets.prompt(name, question)),
    passphrase: () => known,
  };
}
