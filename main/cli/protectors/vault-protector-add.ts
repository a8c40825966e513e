// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { addTokenProtector } from './add-token-protector.ts';
import { defineCommand } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { words } from '../output/messages.ts';
import { keyOption, moduleOption, tokenOption, pinOptions } from '../tokens/token-options.ts';
import { unlockIfPossible } from '../vault/unlock.ts';
import { secrets } from '../runtime/secret-options.ts';
import { alternatives } from '../runtime/options.ts';

/** Passphrase and recovery code have separate commands. */
export const vaultProtectorAddCommand = defineCommand({
  name: 'vault protector add',
  summary: {
    'zh-CN': '让系统密码库或 U盾 也能打开保险库',
    en: 'let the system password store or a USB token open the vault too',
  },
  words: { choices: ['os-store', 'token'], count: [1, 1] },
  options: {
    ...alternatives(secrets('passphrase'), secrets('recovery-code')),
    module: moduleOption,
    token: tokenOption,
    key: keyOption,
    ...pinOptions,
  },
  description: {
    'zh-CN':
      '给保险库再加一种打开方式。U盾 要有一个能解密的 RSA 密钥：用已有的（有几个时用 --key 指明），没有就在您自己管理的 U盾 里生成一个；先试开一次，成功才算数。U盾 不能是唯一的打开方式。',
    en: 'Adds another way to open the vault. A USB token needs an RSA key that can decrypt: one that is there is used (--key says which of several), else one is made where its owner manages the token. It has to open the vault in a trial before it counts, and is never the only way in.',
  },
  examples: [
    {
      line: 'certsteward vault protector add os-store --passphrase-file secret.txt',
      'zh-CN': '加上系统密钥库',
      en: 'the OS secret store',
    },
    {
      line: 'certsteward vault protector add token --token 1a2b3c4d --pin-file pin.txt --passphrase-file secret.txt',
      'zh-CN': '加上 U盾',
      en: 'a USB token',
    },
  ],
  exitCodes: [exit.password, exit.unsupported, exit.notFound, exit.locked, exit.verification],
  seeAlso: ['vault protector remove', 'vault passphrase', 'tokens manage'],
  async run(run) {
    const [kind] = run.arguments.words;
    if (kind !== 'os-store' && kind !== 'token') throw new AppError('usage', { argument: kind ?? '' });
    const foreign = (['module', 'token', 'key'] as const).find((name) => run.arguments.values[name] !== undefined);
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
});
