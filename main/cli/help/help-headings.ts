// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../../shared/i18n/language.ts';

export interface HelpHeadings {
  readonly name: string;
  readonly description: string;
  readonly options: string;
  readonly optionsEverywhere: string;
  readonly examples: string;
  readonly exitCodes: string;
  readonly seeAlso: string;
  readonly values: string;
  readonly withoutCommand: string;
  readonly showVersion: string;
  readonly more: string;
  readonly secretFile: string;
  readonly secretStdin: string;
  readonly secretRules: string;
}

export const helpHeadings: Record<Language, HelpHeadings> = {
  'zh-CN': {
    name: '名称',
    description: '说明',
    options: '选项',
    optionsEverywhere: '每个命令都可用的选项',
    examples: '例子',
    exitCodes: '退出码',
    seeAlso: '另见',
    values: '可以是',
    withoutCommand: '不带命令时',
    showVersion: '显示版本',
    more: '用 certsteward help COMMAND 查看一个命令的说明、例子和退出码。',
    secretFile: '从文件（也可以是管道）读取{{secret}}',
    secretStdin: '从标准输入读取{{secret}}',
    secretRules:
      '密码类内容只从文件或标准输入读取，末尾的一个换行会去掉（Windows 上连同 cmd 的 echo 所加的一个空格）；一次命令最多一个 -stdin。在终端上没有给出时会询问。',
  },
  en: {
    name: 'Name',
    description: 'Description',
    options: 'Options',
    optionsEverywhere: 'Options for every command',
    examples: 'Examples',
    exitCodes: 'Exit codes',
    seeAlso: 'See also',
    values: 'one of',
    withoutCommand: 'Without a command',
    showVersion: 'show the version',
    more: 'certsteward help COMMAND explains one command, with examples and exit codes.',
    secretFile: 'read the {{secret}} from a file (a pipe will do)',
    secretStdin: 'read the {{secret}} from standard input',
    secretRules:
      'Secrets come from files or standard input only; one line end at their end is dropped, on Windows with the blank of cmd’s echo, and one call takes at most one -stdin. On a terminal what is missing is asked for.',
  },
};
