// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { addTokenProtector } from './add-token-protector.ts';
import type { Command } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { words } from '../output/messages.ts';
import { tokenValues } from '../tokens/token-options.ts';
import { lastTryFlag, pinSecrets } from '../tokens/token-pins.ts';
import { unlockIfPossible } from '../vault/unlock.ts';

/** Passphrase and recovery code have separate commands. */
export const vaultProtectorAddCommand: Command = {
  name: 'vault protector add',
  synopsis:
    'os-store | token --token SERIAL [--key LABEL] --pin-file FILE [--passphrase-file FILE | --recovery-code-file FILE]',
  summary: {
    'zh-CN': '让系统密码库或 U盾 也能打开保险库',
    en: 'let the system password store or a USB token open the vault too',
  },
  words: [1, 1],
  values: [...tokenValues, 'key'],
  flags: [lastTryFlag],
  secrets: ['passphrase', 'recovery-code', ...pinSecrets],
  async run(run) {
    const [kind] = run.arguments.words;
    if (kind !== 'os-store' && kind !== 'token') throw new AppError('usage', { argument: kind ?? '' });
    const foreign = [...tokenValues, 'key'].find((name) => run.arguments.values[name] !== undefined);
    if (kind === 'os-store' && foreign !== undefined) throw new AppError('usage', { option: `--${foreign}` });
    const vault = await run.services.vault.require();
    // The new token can't unlock yet.
    const { token: _new, ...values } = run.arguments.values;
    const unlocked = await unlockIfPossible({ ...run, arguments: { ...run.arguments, values } });
    if (unlocked === null) throw new AppError('secret-missing');
    const added = kind === 'token' ? await addTokenProtector(run) : null;
    if (kind === 'os-store') await vault.protectorChanges.addOsStore();
    const { protectors } = await vault.status();
    const text = words(run.language);
    run.output.value(
      { protectors: protectors.map((each) => each.kind), ...(added !== null && { token: added.value }) },
      [fillMessage(text.protectorAdded, { what: text.protector[kind] }), ...(added?.lines ?? [])],
    );
    return exit.done;
  },
};
