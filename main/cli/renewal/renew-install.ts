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
    'zh-CN': '把新证书安装到旧证书所在的位置',
    en: 'Install a renewed certificate wherever the old one is',
  },
  words: { name: 'ID', count: [1, 1] },
  options: {
    with: value('ID', {
      'zh-CN': '用来取代 ID 的新证书，默认自动判断',
      en: 'Certificate that replaces the old one (default: found automatically)',
    }),
    ...secrets('store-password'),
    ...unlockOptions,
  },
  writes: true,
  description: {
    'zh-CN':
      '用于已经更新过的证书：在网页上办理的、导入的，或 renew 中断的。把新证书安装到旧证书所在的每个浏览器和系统证书库。新证书必须有效，名称和用途相同，私钥能签名。每个位置都会安装、重新读取并测试，通过后才移除旧证书。ID 是旧证书或新证书（加 --with 时是旧证书），可以随时再运行。--with 指定新证书，例如颁发者换了名称时。--json 的 value.places 与 renew 相同。',
    en: 'Use this after you renew a certificate on a web page or import the new one, or after an interrupted renew. It installs the new certificate in every browser and system store that has the old one. The new certificate has to be valid and have the same names and uses, and its key has to pass a signing test. The new certificate is installed, read back and tested in each store in turn. Only then is the old one removed. ID is the old or the new certificate (the old one if you add --with). You can run this again at any time. Choose the replacement with --with, for example if the issuer has a different name. With --json, value.places is the same as for renew.',
  },
  examples: [
    { line: 'certsteward renew install 3f2a91bc --passphrase-file secret.txt', 'zh-CN': '继续', en: 'Continue' },
    {
      line: 'certsteward renew install label:2025 --with label:2026 --passphrase-file secret.txt',
      'zh-CN': '指定新证书',
      en: 'With a certificate of your choice',
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

async function pairsAsked({ services, arguments: given }: CommandRun): Promise<RenewedPair[]> {
  const sha256 = await services.certificates.resolveId(given.words[0] ?? '', { labels: true });
  const other = given.values['with'];
  if (other === undefined) return await services.renewal.pairsOf(sha256);
  return [{ old: sha256, successor: await services.certificates.resolveId(other, { labels: true }) }];
}
