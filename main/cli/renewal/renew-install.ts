// SPDX-License-Identifier: Apache-2.0
import { renewalTexts } from './renewal-texts.ts';
import type { RenewedPair } from '../../../shared/schemas/enrolment/renewal.ts';
import { defineCommand, type CommandRun } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { replaceEverywhere } from './renewed-places.ts';
import { unlockOptions } from '../vault/unlock-options.ts';
import { unlockIfPossible } from '../vault/unlock.ts';
import { value } from '../runtime/options.ts';
import { secrets } from '../runtime/secret-options.ts';

export const renewInstallCommand = defineCommand({
  name: 'renew install',
  summary: {
    'zh-CN': '把已经更新的证书放到旧证书所在的每个地方',
    en: 'put a certificate that was renewed already where the old one is',
  },
  words: { name: 'ID', count: [1, 1] },
  options: {
    with: value('ID', {
      'zh-CN': '取代 ID 的新证书；默认是保险库看出的那一张',
      en: 'the certificate that takes the place of ID; the one the vault shows unless given',
    }),
    ...secrets('store-password'),
    ...unlockOptions,
  },
  writes: true,
  description: {
    'zh-CN':
      '证书已经更新过（网页上办的、导入的、renew 中断的）时，把新证书放到旧证书所在的每个浏览器和系统证书库：先证明新证书有效、名称和用途相同、私钥能签名，再逐处安装、重新读取、签名测试，通过以后才移除旧证书。ID 是旧证书或新证书；要做什么按现在的情况看出来，可以重复运行。--with 指定由哪张证书取代 ID，例如颁发者换了名称时。--json 的 value.places 与 renew 相同。',
    en: 'Where a certificate was renewed already (on a web page, by an import, by a renew that was interrupted), puts the new one into every browser and system store that has the old one: the new one has to be valid, for the same names and uses, with a key that signs; then place by place it is installed, read again and asked to sign, and only then the old one is removed. ID is the old or the new certificate; what is left to do is seen from what is there, and it may be run again. --with names the certificate that takes the place of ID, as when the issuer has another name now. value.places of --json is that of renew.',
  },
  examples: [
    { line: 'certsteward renew install 3f2a91bc --passphrase-file secret.txt', 'zh-CN': '接着做', en: 'go on' },
    {
      line: 'certsteward renew install label:2025 --with label:2026 --passphrase-file secret.txt',
      'zh-CN': '指定新证书',
      en: 'by a certificate of your choice',
    },
  ],
  exitCodes: [exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.locked, exit.verification],
  seeAlso: ['renew', 'stores inventory', 'stores install', 'stores remove'],
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
});

/** `--with`, else stores and vault. */
async function pairsAsked({ services, arguments: given }: CommandRun): Promise<RenewedPair[]> {
  const sha256 = await services.certificates.resolveId(given.words[0] ?? '', { labels: true });
  const other = given.values['with'];
  if (other === undefined) return await services.renewal.pairsOf(sha256);
  return [{ old: sha256, successor: await services.certificates.resolveId(other, { labels: true }) }];
}
