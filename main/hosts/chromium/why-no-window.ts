// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { joinSentences } from '../../../shared/i18n/message.ts';
import { errorText } from '../../../shared/i18n/errors/errors.ts';
import type { Language } from '../../../shared/i18n/language.ts';

const texts = {
  en: {
    start: 'CertSteward could not start:',
    noBrowser: 'no Chromium, Chrome or Edge was found. Install one, then start CertSteward again.',
    noSandbox:
      'the Chromium sandbox does not work on this computer. On Debian, run: sudo apt-get install chromium-sandbox',
    noDisplay: 'there is no display. The command line works without one: certsteward help',
  },
  'zh-CN': {
    start: '证书管家无法启动：',
    noBrowser: '没有找到 Chromium、Chrome 或 Edge。请先安装其中一个，再重新打开证书管家。',
    noSandbox: 'Chromium 的沙箱在这台电脑上不能用。Debian 上请运行：sudo apt-get install chromium-sandbox',
    noDisplay: '没有可用的显示器，但仍可使用命令行：certsteward help',
  },
} as const;

export function whyNoWindow(error: unknown, language: Language): string {
  const { start, noBrowser, noSandbox, noDisplay } = texts[language];
  const line = (why: string): string => (language === 'en' ? `${start} ${why}` : `${start}${why}`);
  if (error instanceof AppError) {
    const { cause, step } = errorText(error.code, error.details, language);
    return line(joinSentences(cause, step));
  }
  const message = error instanceof Error ? error.message : String(error);
  if (/no chromium, chrome or edge/i.test(message)) return line(noBrowser);
  if (/no usable sandbox|sandboxing failed/i.test(message)) return line(noSandbox);
  if (/missing x server|cannot open display|\$display/i.test(message)) return line(noDisplay);
  return line(message.split('\n', 1)[0] ?? '');
}

export function tellOnDesktop(text: string): void {
  const title = 'CertSteward 证书管家';
  const ways: readonly (readonly [string, readonly string[]])[] = [
    ['zenity', ['--error', '--no-markup', `--title=${title}`, `--text=${text}`]],
    ['notify-send', ['--', title, text]],
  ];
  for (const [program, words] of ways) {
    const { error, status } = spawnSync(program, words, { stdio: 'ignore' });
    // zenity exits with 1 if its dialog was closed.
    if (error === undefined && status !== null && status <= 1) return;
  }
}
