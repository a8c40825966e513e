// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../../shared/i18n/language.ts';
import type { OptionSection } from '../runtime/options.ts';

interface HelpHeadings {
  readonly name: string;
  readonly title: string;
  readonly usage: string;
  readonly command: string;
  readonly commands: string;
  readonly optionsWord: string;
  readonly description: string;
  readonly options: string;
  readonly sections: Readonly<Record<OptionSection, string>>;
  readonly optionsEverywhere: string;
  readonly alsoEverywhere: string;
  readonly examples: string;
  readonly startHere: string;
  readonly exitCodes: string;
  readonly exitCodesOf: string;
  readonly seeAlso: string;
  readonly seeAlsoShort: string;
  readonly moreLabel: string;
  readonly requiredMark: string;
  readonly withoutCommand: string;
  readonly showVersion: string;
  readonly more: string;
  readonly moreOfAll: string;
  readonly moreOfGroup: string;
  readonly secretFile: string;
  readonly secretStdin: string;
  readonly secretRules: string;
  readonly secretLines: readonly string[];
}

export const helpHeadings: Record<Language, HelpHeadings> = {
  'zh-CN': {
    name: '名称',
    title: '管理您的数字证书',
    usage: '用法：',
    command: '命令',
    commands: '命令',
    optionsWord: '[选项]',
    description: '说明',
    options: '选项',
    sections: {
      key: '私钥',
      token: 'USB Key',
      ca: '机构',
      policy: '证书策略',
      server: 'WebDAV 服务器',
      checks: '办理前检查',
      result: '结果',
      unlock: '解锁保险库',
    },
    optionsEverywhere: '每个命令都可用的选项',
    alsoEverywhere: '所有命令都可以用：',
    examples: '示例',
    startHere: '从这里开始',
    exitCodes: '退出码',
    exitCodesOf: '各命令用到的退出码见帮助：certsteward help 命令',
    seeAlso: '另见',
    seeAlsoShort: '另见',
    moreLabel: '详细说明',
    requiredMark: '（必填）',
    withoutCommand: '不带命令时',
    showVersion: '显示版本',
    more: '用“certsteward help 命令”查看详细说明，用“certsteward help --all”列出全部命令。',
    moreOfAll: '用“certsteward help 命令”查看详细说明。',
    moreOfGroup: '用“certsteward help {{group}} 命令”查看详细说明。',
    secretFile: '{{secret}}，从文件或管道读取',
    secretStdin: '{{secret}}，从标准输入读取',
    secretRules:
      '密码和 PIN 只从文件或标准输入读取，在终端上没有提供时会询问。末尾的换行会去掉，Windows 上 cmd 的 echo 多加的一个空格也会去掉。每次最多用一个 -stdin。',
    secretLines: [
      '密码和 PIN 从文件或标准输入读取，或当场输入，不会写在命令里。',
      '每个 -file 选项都有对应的 -stdin，一次只用一个 -stdin。',
    ],
  },
  en: {
    name: 'Name',
    title: 'Manage your digital certificates',
    usage: 'Usage: ',
    command: 'COMMAND',
    commands: 'Commands',
    optionsWord: '[OPTIONS]',
    description: 'Description',
    options: 'Options',
    sections: {
      key: 'Private key',
      token: 'USB key',
      ca: 'CA (certificate authority)',
      policy: 'Certificate policies',
      server: 'WebDAV server',
      checks: 'Checks before applying',
      result: 'Result',
      unlock: 'Unlock the vault',
    },
    optionsEverywhere: 'Options for every command',
    alsoEverywhere: 'Also accepted everywhere: ',
    examples: 'Examples',
    startHere: 'Start here',
    exitCodes: 'Exit codes',
    exitCodesOf: 'To see the exit codes of a command, run certsteward help COMMAND',
    seeAlso: 'See also',
    seeAlsoShort: 'See also',
    moreLabel: 'More',
    requiredMark: ' (required)',
    withoutCommand: 'Without a command',
    showVersion: 'Show the version',
    more: 'Run "certsteward help COMMAND" for details, or "certsteward help --all" for every command.',
    moreOfAll: 'Run "certsteward help COMMAND" for details.',
    moreOfGroup: 'Run "certsteward help {{group}} COMMAND" for details.',
    secretFile: '{{secret}}, from a file or pipe',
    secretStdin: '{{secret}}, from standard input',
    secretRules:
      'Secrets come from a file, standard input or a prompt on a terminal. A final line break is removed (on Windows, together with the space that echo adds in cmd). Use only one -stdin option per command.',
    secretLines: [
      'Secrets come from files, standard input or a prompt, never from the command line.',
      'Every NAME-file option also exists as NAME-stdin. Use only one -stdin option per command.',
    ],
  },
};
