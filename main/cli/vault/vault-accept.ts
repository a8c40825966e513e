// SPDX-License-Identifier: Apache-2.0
import { computerTexts } from './acceptance-texts.ts';
import { acceptanceLines } from './acceptance-lines.ts';
import { defineCommand } from '../command.ts';
import { confirmOnTerminal } from '../runtime/confirm.ts';
import { exit } from '../runtime/exit-codes.ts';

export const vaultAcceptCommand = defineCommand({
  name: 'vault accept',
  summary: {
    'zh-CN': '信任来自其他电脑的保险库',
    en: 'Accept a vault that was not created on this computer',
  },
  writes: true,
  description: {
    'zh-CN':
      '列出保险库里已信任的根证书（持有人和 SHA-256）和已核对的办理指南（网站域名），您确认后才会在本机生效。其他电脑的保险库，无论是复制来的还是用 --vault 打开的，这些内容在确认之前都不生效。在本机新建的保险库不用确认。不需要密码。',
    en: 'Lists the trusted root certificates (subject and SHA-256) and the confirmed guides (host) in the vault. Once you confirm, they are trusted on this computer. A vault created here does not need to be accepted. In any other vault, copied here or opened with --vault, roots and guides are ignored until you confirm. No password is needed.',
  },
  examples: [
    {
      line: 'certsteward vault accept --vault /media/usb/vault',
      'zh-CN': '查看并信任',
      en: 'Review and accept the vault',
    },
  ],
  exitCodes: [exit.notFound, exit.locked],
  seeAlso: ['vault status', 'anchors list', 'profiles list'],
  async run(run) {
    const { output, language, services } = run;
    const text = computerTexts[language];
    const { accepted, digest, anchors, profiles } = await services.vaultAcceptance.review();
    const lines = acceptanceLines(language, { accepted, digest, anchors, profiles });
    if (accepted) {
      output.value({ anchors, profiles }, [...lines, text.alreadyAccepted]);
      return exit.done;
    }
    output.progress({ event: 'counts', anchors, profiles }, lines.join('\n'));
    await confirmOnTerminal(run, text.question);
    await services.vaultAcceptance.accept(digest);
    output.value({ anchors, profiles }, [text.accepted]);
    return exit.done;
  },
});
