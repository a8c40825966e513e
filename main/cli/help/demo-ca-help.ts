// SPDX-License-Identifier: Apache-2.0
import { exit } from '../runtime/exit-codes.ts';
import type { CommandHelp } from './command-help.ts';

export const demoCaHelp: Readonly<Record<string, CommandHelp>> = {
  'demo-ca': {
    description: {
      'zh-CN':
        '在这台电脑上运行一个试用 CA (EST)，用来体验申请、提醒和更新。它不受任何人信任：名称里写明，私钥只在内存里，命令结束就不存在。只有这台电脑能连接，端口由系统随机给出。授权码固定是 demo，人人知道。新申请的证书默认 20 天后到期，所以马上就能看到提醒；更新后的证书有效一年。-o 把带信任锚的申请方案写成文件，没有 -o 时显示出来。按 Ctrl-C 结束。--json 先给出 value.url、sha256、code、days、profile、file，然后继续运行。',
      en: 'Runs a try-out authority (EST) on this computer, to see applying, reminders and renewing. Nobody trusts it: its name says so, and its private key is in memory only and gone when the command ends. It can be reached from this computer alone, on a port that the system picks. The code is always demo, which everybody knows. What is applied for ends after 20 days unless --days says otherwise, so that reminders are seen at once; a renewed one lasts a year. -o writes the profile, with its anchor, to a file; else it is shown. Ctrl-C ends it. With --json value.url, sha256, code, days, profile and file come first, and it runs on.',
    },
    examples: [
      { line: 'certsteward demo-ca -o demo.json', 'zh-CN': '申请方案写成文件', en: 'with the profile as a file' },
      {
        line: 'certsteward demo-ca --days 2 -o demo.json',
        'zh-CN': '证书两天后到期',
        en: 'certificates that end after two days',
      },
    ],
    exits: [exit.locked],
    seeAlso: ['enrol', 'renew', 'check'],
  },
};
