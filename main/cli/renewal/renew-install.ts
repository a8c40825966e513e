// SPDX-License-Identifier: Apache-2.0
import { renewalTexts } from './renewal-texts.ts';
import type { RenewedPair } from '../../../shared/schemas/enrolment/renewal.ts';
import type { Command, CommandRun } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { replaceEverywhere } from './renewed-places.ts';
import { unlockOptions } from '../vault/unlock-options.ts';
import { unlockIfPossible } from '../vault/unlock.ts';

export const renewInstallCommand: Command = {
  name: 'renew install',
  synopsis: 'ID [--with ID] [--store-password-file FILE]',
  summary: {
    'zh-CN': '把已经更新的证书放到旧证书所在的每个地方',
    en: 'put a certificate that was renewed already where the old one is',
  },
  words: [1, 1],
  writes: true,
  values: ['with', ...unlockOptions.values],
  flags: unlockOptions.flags,
  secrets: ['store-password', ...unlockOptions.secrets],
  async run(run) {
    const { services, output, language } = run;
    await services.vault.require();
    await services.stores.reconcile();
    const pairs = await pairsAsked(run);
    const [first] = pairs;
    if (first === undefined) {
      output.value({ certificate: null, places: [] }, [renewalTexts[language].nothing]);
      return exit.done;
    }
    await unlockIfPossible(run);
    const { places, lines, code } = await replaceEverywhere(run, pairs);
    output.value({ certificate: first.successor, places }, lines);
    return code;
  },
};

/** `--with`, else stores and vault. */
async function pairsAsked({ services, arguments: given }: CommandRun): Promise<RenewedPair[]> {
  const sha256 = await services.certificates.resolveId(given.words[0] ?? '', { labels: true });
  const other = given.values['with'];
  if (other === undefined) return await services.renewal.pairsOf(sha256);
  return [{ old: sha256, successor: await services.certificates.resolveId(other, { labels: true }) }];
}
