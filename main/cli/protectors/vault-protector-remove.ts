// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { protectorKinds } from '../../../shared/domain/secrets/protector-kinds.ts';
import {
  protectorKindSchema,
  type ProtectorKind,
  type VaultStatus,
} from '../../../shared/schemas/vault/vault-status.ts';
import { defineCommand, type CommandRun } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { words } from '../output/messages.ts';
import { value } from '../runtime/options.ts';
import { answerProtectors, rekeyControl } from './protector-answer.ts';
import { unlockOptions } from '../vault/unlock-options.ts';
import { unlockIfPossible } from '../vault/unlock.ts';

export const vaultProtectorRemoveCommand = defineCommand({
  name: 'vault protector remove',
  summary: {
    'zh-CN': '移除一种解锁方式，并重新加密所有私钥',
    en: 'Remove an unlock method, and re-encrypt every key',
  },
  words: { choices: protectorKinds, count: [1, 1] },
  options: {
    serial: value('SERIAL', {
      'zh-CN': '有多个 USB Key 时，指定序列号',
      en: 'Serial number, if there are several USB keys',
    }),
    ...unlockOptions,
  },
  description: {
    'zh-CN':
      '移除一种解锁方式，并更换保险库的密钥，移除后不能再用这种方式解锁。最后一种解锁方式不能移除，也不能只剩 USB Key。移除 USB Key 时不用插入。如果有多个，请用 --serial 指定。',
    en: 'Removes an unlock method and gives the vault a new key, so that the removed method no longer opens it. You cannot remove the last method, or the last one that is not a USB key. You do not need to plug in a USB key to remove it. If there are several, choose one with --serial.',
  },
  examples: [
    {
      line: 'certsteward vault protector remove os-store --passphrase-file secret.txt',
      'zh-CN': '系统密码库',
      en: 'The system password store',
    },
  ],
  exitCodes: [exit.password, exit.notFound, exit.locked],
  seeAlso: ['vault protector add', 'vault passphrase'],
  async run(run) {
    const kind = protectorKindSchema.safeParse(run.arguments.words[0]);
    if (!kind.success) throw new AppError('usage', { argument: run.arguments.words[0] ?? '' });
    const vault = await run.services.vault.require();
    const { protectors } = await vault.status();
    const tokenId = tokenNamed(protectors, kind.data, run.arguments.values['serial']);
    const passphraseStays = protectors.some((each) => each.kind === 'passphrase') && kind.data !== 'passphrase';
    const secrets = rememberPassphrase(run);
    if ((await unlockIfPossible({ ...run, secrets })) === null) throw new AppError('secret-missing');
    // Re-keying wraps the new key with the passphrase, however the vault was unlocked.
    const passphrase = passphraseStays
      ? (secrets.passphrase() ?? (await secrets.prompt('passphrase', words(run.language).passphrase)))
      : null;
    await vault.protectorChanges.removeProtector(kind.data, passphrase, rekeyControl(run), tokenId);
    const text = words(run.language);
    await answerProtectors(run, fillMessage(text.protectorRemoved, { what: text.protector[kind.data] }), {
      rekeyed: true,
    });
    return exit.done;
  },
});

/** Returns undefined without a token to remove. */
function tokenNamed(
  protectors: VaultStatus['protectors'],
  kind: ProtectorKind,
  serial: string | undefined,
): string | undefined {
  if (serial !== undefined && kind !== 'token')
    throw new AppError('usage', { option: '--serial', reason: 'misplaced-option' });
  const tokens = protectors.flatMap(({ token }) => token ?? []);
  const named = tokens.filter((token) => serial === undefined || token.serial === serial);
  if (kind !== 'token' || tokens.length === 0) return undefined;
  const [only] = named;
  if (only === undefined) throw new AppError('usage', { option: '--serial' });
  if (named.length > 1) throw new AppError('ambiguous-id', { candidates: named.map((token) => token.serial) });
  return only.tokenId;
}

/** The passphrase is needed twice, but standard input can be read only once. */
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
