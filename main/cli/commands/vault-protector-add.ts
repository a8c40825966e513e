import { AppError } from '../../../shared/domain/app-error.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { Command } from '../command.ts';
import { exit } from '../exit-codes.ts';
import { words } from '../messages.ts';
import { unlockIfPossible } from '../unlock.ts';

/** Only the OS store: a passphrase and a recovery code have commands of their own, which need or print a secret. */
export const vaultProtectorAddCommand: Command = {
  name: 'vault protector add',
  synopsis: 'os-store [--passphrase-file FILE | --recovery-code-file FILE]',
  summary: { 'zh-CN': '让系统密码库也能打开保险库', en: 'let the system password store open the vault too' },
  words: [1, 1],
  secrets: ['passphrase', 'recovery-code'],
  async run(run) {
    const [kind] = run.arguments.words;
    if (kind !== 'os-store') throw new AppError('usage', { argument: kind ?? '' });
    const vault = await run.services.vault.require();
    if ((await unlockIfPossible(run)) === null) throw new AppError('secret-missing');
    await vault.protectorChanges.addOsStore();
    const { protectors } = await vault.status();
    const text = words(run.language);
    run.output.value({ protectors: protectors.map((each) => each.kind) }, [
      fillMessage(text.protectorAdded, { what: text.protector[kind] }),
    ]);
    return exit.done;
  },
};
