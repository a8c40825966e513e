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
    'zh-CN': '让系统密码库或 USB Key 也能解锁保险库',
    en: 'Let the system password store or a USB key unlock the vault',
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
      '为保险库添加一种解锁方式。USB Key 里要有能解密的 RSA 密钥，或支持 ECDH 的 P-256 密钥。已有密钥时直接使用，有多个时请用 --key 指定。没有时，会在由您管理的 USB Key 里生成一个 RSA 密钥。添加前会先测试能否解锁，成功后才会添加。USB Key 不能是唯一的解锁方式。',
    en: 'Adds another way to unlock the vault. A USB key needs an RSA key that can decrypt, or a P-256 key that supports ECDH. An existing key is used. If there are several, choose one with --key. If there is none, an RSA key is made, provided you manage the USB key yourself. The key has to unlock the vault in a test first. A USB key can never be the only way to unlock.',
  },
  examples: [
    {
      line: 'certsteward vault protector add os-store --passphrase-file secret.txt',
      'zh-CN': '系统密码库',
      en: 'The system password store',
    },
    {
      line: 'certsteward vault protector add token --token 1a2b3c4d --pin-file pin.txt --passphrase-file secret.txt',
      'zh-CN': 'USB Key',
      en: 'A USB key',
    },
  ],
  exitCodes: [exit.password, exit.unsupported, exit.notFound, exit.locked, exit.verification],
  seeAlso: ['vault protector remove', 'vault passphrase', 'tokens manage'],
  async run(run) {
    const [kind] = run.arguments.words;
    if (kind !== 'os-store' && kind !== 'token') throw new AppError('usage', { argument: kind ?? '' });
    const foreign = (['module', 'token', 'key'] as const).find((name) => run.arguments.values[name] !== undefined);
    if (kind === 'os-store' && foreign !== undefined)
      throw new AppError('usage', { option: `--${foreign}`, reason: 'misplaced-option' });
    const vault = await run.services.vault.require();
    // `--token` names the new token, which can't unlock yet.
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
