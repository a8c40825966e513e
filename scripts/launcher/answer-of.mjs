// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './commands.mjs';

const help = {
  zh: `用法：npm start [-- 文件…]

打开证书管家，也可以同时打开指定的证书文件。第一次运行时先安装依赖并构建。
没有显示器时不打开窗口，改为在后台浏览器里运行演示，结果在 out/tour/。

窗口由 Electron 打开。Electron 打不开窗口时，改用本机的 Chromium、Chrome 或 Edge，并用一行说明原因。

  --try-electron  立即重试 Electron（上次失败后默认要等一段时间）
  --help, -h      显示帮助，不启动程序
  --version       显示版本

环境变量
  CERTSTEWARD_NO_INSTALL=1        不安装 Debian 软件包，不下载 Electron
  CERTSTEWARD_ELECTRON_SECONDS=N  Electron 下载（默认 60 秒）和打开窗口（默认 30 秒）最多等 N 秒
命令行：npm run -s cli -- --help`,
  en: `Usage: npm start [-- FILE…]

Opens CertSteward, and the certificate files that you name. The first run installs what is missing and builds the app.
Without a display there is no window: a tour runs in a hidden browser and leaves its report in out/tour/.

Electron opens the window. If it cannot, Chromium, Chrome or Edge opens it, and one line says why.

  --try-electron  try Electron now; after a failure it is not tried again for some time
  --help, -h      show this help and start nothing
  --version       show the version

Environment
  CERTSTEWARD_NO_INSTALL=1        install no Debian packages, do not download Electron
  CERTSTEWARD_ELECTRON_SECONDS=N  wait at most N seconds for Electron's download (60) and for its window (30)
Command line: npm run -s cli -- --help`,
};

/**
 * Returns null if the app should start.
 * @param {readonly string[]} words @param {NodeJS.ProcessEnv} [env] @returns {string | null}
 */
export function answerOf(words, env = process.env) {
  if (words.includes('--help') || words.includes('-h')) {
    const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
    return /^zh/i.test(locale) ? help.zh : help.en;
  }
  if (!words.includes('--version')) return null;
  return JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version;
}
