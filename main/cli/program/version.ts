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
    'zh-CN': '显示版本；--check 时查看有没有新版本',
    en: 'show the version; with --check look for a newer one',
  },
  options: {
    check: flag({ 'zh-CN': '连接网络，查看有没有新版本', en: 'use the network to look for a newer version' }),
  },
  description: {
    'zh-CN':
      '显示这个程序的版本。加 --check 才会连接网络：向制作者的网站取一份带签名的版本列表，不发送任何关于这台电脑的信息，不下载也不安装任何东西。签名不对的列表、比以前见过的更旧的列表一律不采用。',
    en: 'Shows the version of this program. Only --check uses the network: it fetches a signed list of versions from the makers, tells nothing of this computer, and neither downloads nor installs anything. A list without the makers’ signature, or older than one seen before, is refused.',
  },
  examples: [
    { line: 'certsteward version --check', 'zh-CN': '查看有没有新版本', en: 'look whether there is a newer one' },
  ],
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
