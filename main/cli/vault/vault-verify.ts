// SPDX-License-Identifier: Apache-2.0
import { defineCommand } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { words } from '../output/messages.ts';
import { isSealFinding, sealLines } from '../log/seal-lines.ts';
import { unlockOptions } from './unlock-options.ts';
import { unlockIfPossible } from './unlock.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';

export const vaultVerifyCommand = defineCommand({
  name: 'vault verify',
  summary: { 'zh-CN': '检查保险库是否完好', en: 'Check the vault for damage' },
  options: unlockOptions,
  description: {
    'zh-CN':
      '检查保险库是否损坏或被改动，并列出受影响的证书。能解锁时（用系统密码库，或您提供的主密码、恢复码或 USB Key），还会逐个解密并检查私钥。',
    en: 'Checks the vault for damage and tampering, and lists any certificates affected. If the vault can be unlocked (by the system password store or with what you provide), every private key is also opened and matched to its certificate.',
  },
  examples: [
    {
      line: 'certsteward vault verify --passphrase-file secret.txt',
      'zh-CN': '包括私钥',
      en: 'Include private keys',
    },
  ],
  exitCodes: [exit.password, exit.damaged, exit.notFound, exit.verification],
  seeAlso: ['log verify', 'vault status', 'vault repair'],
  async run(run) {
    const vault = await run.services.vault.require();
    // `verify` can't decrypt keys and notes while locked.
    await unlockIfPossible(run);
    const report = await vault.verify();
    const value = { clean: report.findings.length === 0, ...report };
    const others = report.findings.filter((finding) => !isSealFinding(finding));
    run.output.value(value, [
      ...(value.clean ? [words(run.language).clean] : others.map((finding) => visibleText(JSON.stringify(finding)))),
      ...sealLines(
        run.language,
        { seal: report.seal, findings: report.findings.filter(isSealFinding) },
        report.keysOpened,
      ),
    ]);
    return value.clean ? exit.done : exit.verification;
  },
});
