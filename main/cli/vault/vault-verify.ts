// SPDX-License-Identifier: Apache-2.0
import type { Command } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { words } from '../output/messages.ts';
import { isSealFinding, sealLines } from '../log/seal-lines.ts';
import { unlockOptions } from './unlock-options.ts';
import { unlockIfPossible } from './unlock.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';

export const vaultVerifyCommand: Command = {
  name: 'vault verify',
  synopsis: '[--passphrase-file FILE | --recovery-code-file FILE | --token SERIAL --pin-file FILE]',
  summary: { 'zh-CN': '检查保险库是否完好', en: 'check the vault for damage' },
  words: [0, 0],
  ...unlockOptions,
  async run(run) {
    const vault = await run.services.vault.require();
    // Without a secret, checks only the envelopes' form.
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
};
