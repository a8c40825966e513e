// SPDX-License-Identifier: Apache-2.0
import { fillMessage } from '../../../shared/i18n/message.ts';
import { releaseTexts } from './version-texts.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { Command } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';

export const versionCommand: Command = {
  name: 'version',
  synopsis: '[--check]',
  summary: {
    'zh-CN': '显示版本；--check 时查看有没有新版本',
    en: 'show the version; with --check look for a newer one',
  },
  words: [0, 0],
  flags: ['check'],
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
};
