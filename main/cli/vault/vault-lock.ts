// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { askToLock } from '../../hosts/node/single-instance.ts';
import { defineCommand } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { words } from '../output/messages.ts';

/** Processes share no unlocked state, so this asks the running app. */
export const vaultLockCommand = defineCommand({
  name: 'vault lock',
  summary: { 'zh-CN': '锁定正在运行的证书管家里的保险库', en: 'Lock the vault in the running app' },
  description: {
    'zh-CN': '让正在运行的证书管家锁定保险库。',
    en: 'Asks the running app to lock the vault.',
  },
  examples: [{ line: 'certsteward vault lock', 'zh-CN': '离开之前', en: 'Before you leave' }],
  exitCodes: [exit.notFound, exit.locked],
  seeAlso: ['vault unlock', 'vault status'],
  async run({ services, output, language }) {
    await services.vault.require();
    const outcome = await askToLock(services.vault.folder);
    if (outcome === 'not-lockable') throw new AppError('not-lockable');
    const text = words(language);
    const line = outcome === null ? text.noAppRuns : outcome === 'locked' ? text.appLocked : text.appWasLocked;
    output.value({ appRuns: outcome !== null, locked: outcome === 'locked' }, [line]);
    return exit.done;
  },
});
