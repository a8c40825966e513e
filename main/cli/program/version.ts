// SPDX-License-Identifier: Apache-2.0
import { fillMessage } from '../../../shared/i18n/message.ts';
import { releaseTexts } from './version-texts.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { defineCommand } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { flag } from '../runtime/options.ts';

export const versionCommand = defineCommand({
  name: 'version',
  summary: {
    'zh-CN': '显示版本，或查看有没有新版本',
    en: 'Show the version, or check for a newer one',
  },
  options: {
    check: flag({ 'zh-CN': '联网查看有没有新版本', en: 'Go online to look for a newer version' }),
  },
  description: {
    'zh-CN':
      '显示证书管家的版本。加 --check 才会联网：获取一份带签名的版本列表，不发送这台电脑的任何信息，也不下载或安装新版本。如果列表的签名无效，或比以前收到的列表更旧，就不会采用。',
    en: 'Shows the version of CertSteward. Only --check uses the network. It fetches a signed list of versions, sends nothing about this computer, and does not download or install an update. A list without a valid signature, or older than a list received before, is refused.',
  },
  examples: [{ line: 'certsteward version --check', 'zh-CN': '查看有没有新版本', en: 'Check for a newer version' }],
  exitCodes: [exit.verification],
  seeAlso: ['help'],
  async run({ services, output, arguments: { flags }, version, language, watchForInterruption }) {
    if (!flags.has('check')) {
      output.value({ version }, [version]);
      return exit.done;
    }
    const { host } = services.updates;
    if (host !== null) {
      const text = fillMessage(releaseTexts[language].contact, { host: visibleText(host) });
      output.progress({ event: 'contact', host }, text);
    }
    const { current, newer, issued } = await services.updates.check(watchForInterruption());
    const texts = releaseTexts[language];
    const lines =
      newer === null
        ? [fillMessage(texts.newest, { version: current, issued: issued.slice(0, 10) })]
        : [
            fillMessage(texts.newer, { version: newer.version, published: newer.published.slice(0, 10), current }),
            visibleText(newer.page),
          ];
    output.value({ version: current, newer, issued }, lines);
    return exit.done;
  },
});
