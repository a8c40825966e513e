// SPDX-License-Identifier: Apache-2.0
import { exit } from '../runtime/exit-codes.ts';
import type { CommandHelp } from './command-help.ts';

export const watchHelp: Readonly<Record<string, CommandHelp>> = {
  'watch add': {
    description: {
      'zh-CN':
        '给私钥不在保险库里的证书加上到期提醒，例如只有银行的程序才能使用的 U盾。给出 .cer 文件时，其中的证书放进保险库，不取私钥；没有文件时，写一个名称和最后一天。身份证号会遮住中间再保存。',
      en: 'Watches a certificate whose private key is not in the vault, such as one on a USB token that only the program of the bank can use. The certificates of a .cer file go into the vault, never a key; without a file, give a name and the last day. Identity numbers are masked before they are kept.',
    },
    examples: [
      { line: 'certsteward watch add bank.cer --place ICBC', 'zh-CN': '一个证书文件', en: 'a certificate file' },
      {
        line: 'certsteward watch add --name "U-key" --until 2027-03-31 --place ICBC',
        'zh-CN': '只有名称和日期',
        en: 'a name and a date only',
      },
    ],
    exits: [exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.locked],
    seeAlso: ['watch list', 'check'],
  },
  'watch list': {
    description: {
      'zh-CN':
        '列出只提醒的证书和日期，最先到期的在前：编号、最后一天、剩余天数、状态、名称、使用场所。不需要任何密码。',
      en: 'Lists what is watched only, soonest to end first: ID, last day, days left, status, name, place. Needs no secret.',
    },
    examples: [{ line: 'certsteward watch list --json', 'zh-CN': '给脚本', en: 'for a script' }],
    exits: [exit.notFound],
    seeAlso: ['watch add', 'watch remove', 'check'],
  },
  'watch remove': {
    description: {
      'zh-CN':
        '不再提醒。ID 是 watch list 显示的编号，或证书的 SHA-256 指纹，写出至少 8 位的开头即可。证书仍留在保险库里。',
      en: 'Watches something no longer. ID is what watch list shows or the SHA-256 of the certificate; a beginning of at least 8 digits will do. A certificate stays in the vault.',
    },
    examples: [{ line: 'certsteward watch remove 3f2a91bc', 'zh-CN': '一项', en: 'one entry' }],
    exits: [exit.notFound, exit.locked],
    seeAlso: ['watch list'],
  },
};
