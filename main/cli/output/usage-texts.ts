// SPDX-License-Identifier: Apache-2.0
import type { ErrorDetails } from '../../../shared/domain/errors/app-error.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { fillMessage, joinSentences } from '../../../shared/i18n/message.ts';
import { placeholderText } from '../help/placeholders.ts';

/** Values of `reason` in `usage` errors. Without a reason, the value of `option` or `argument` is invalid. */
const usageReasons = [
  'unknown-command',
  'missing-command',
  'unknown-option',
  'missing-value',
  'takes-no-value',
  'missing-option',
  'missing-options',
  'misplaced-option',
  'missing-argument',
  'extra-argument',
  'guide-protocol',
  'no-stdout',
] as const;
export type UsageReason = (typeof usageReasons)[number];

type UsageText = UsageReason | 'label' | 'option' | 'argument' | 'line' | 'id' | 'name' | 'call';

const texts: Readonly<Record<Language, Readonly<Record<UsageText, string>>>> = {
  'zh-CN': {
    'unknown-command':
      '没有“{{argument}}”这个命令。[您是不是要用“{{suggestion}}”？]请运行“certsteward help”查看有哪些命令。',
    'missing-command':
      '“certsteward[ {{argument}}]”后面缺少命令。请运行“certsteward help[ {{argument}}]”查看有哪些命令。',
    'unknown-option': '没有 {{option}} 这个选项。[您是不是要用 {{suggestion}}？]',
    'missing-value': '{{option}} 后面缺少值。',
    'takes-no-value': '{{option}} 不能带值。',
    'missing-option': '这个命令缺少 {{option}}。',
    'missing-options': '这个命令缺少 {{options}}。',
    'misplaced-option': '{{option}} 不能用在这里。',
    'missing-argument': '这个命令缺少“{{argument}}”。',
    'extra-argument': '多了参数“{{argument}}”。',
    'guide-protocol': '这是 {{protocol}} 指南，不能用 {{option}}。[这个选项只用于 {{only}} 指南。]',
    'no-stdout': '这里不能写到标准输出（-）。请写文件名。',
    option: '{{option}} 的值不能用[。可用的值：{{argument}}]。',
    argument: '“{{argument}}”不能用在这里。',
    line: '--batch 列表的第 {{line}} 行不是有效的 JSON，或内容不符合这个命令的要求。',
    label: '这个命令只接受 ID，不接受名称。ID 请用 certsteward list 查看。',
    id: '这不是 ID[：{{entered}}]。ID 是 certsteward list 等列表命令显示的编号，至少写 8 位。',
    name: '“{{entered}}”不是 ID，也不是证书的名称。请至少写 ID 的前 8 位，或写完整名称。两者都可以用 certsteward list 查看。',
    call: '请运行“certsteward help {{command}}”查看用法。',
  },
  en: {
    'unknown-command':
      'unknown command "{{argument}}".[ Did you mean "{{suggestion}}"?] Run "certsteward help" to see the commands.',
    'missing-command':
      '"certsteward[ {{argument}}]" needs a command. Run "certsteward help[ {{argument}}]" to see its commands.',
    'unknown-option': 'unknown option {{option}}.[ Did you mean {{suggestion}}?]',
    'missing-value': '{{option}} needs a value.',
    'takes-no-value': '{{option}} takes no value.',
    'missing-option': '{{option}} is required.',
    'missing-options': 'These options are required: {{options}}.',
    'misplaced-option': '{{option}} cannot be used here.',
    'missing-argument': 'This command needs {{argument}}.',
    'extra-argument': 'unexpected argument "{{argument}}".',
    'guide-protocol':
      '{{option}} cannot be used with this guide, because its protocol is {{protocol}}.[ This option is only for {{only}} guides.]',
    'no-stdout': 'This command cannot write to standard output (-). Enter a file name.',
    option: '{{option}} does not accept this value[. Accepted values: {{argument}}].',
    argument: '"{{argument}}" cannot be used here.',
    line: 'Line {{line}} of the --batch list is not valid JSON for this command.',
    label: 'This command takes an ID, not a label. To see IDs, run certsteward list.',
    id: 'This is not an ID[: {{entered}}]. To see IDs, run the matching list command, such as certsteward list. Enter 8 digits or more of the ID.',
    name: '"{{entered}}" is neither an ID nor the name of a certificate. Enter 8 digits or more of the ID, or the whole name. To see both, run certsteward list.',
    call: 'Run "certsteward help {{command}}" for its usage.',
  },
};

export function usageText(language: Language, details: ErrorDetails, command: string | null): string {
  const own = texts[language];
  const kind = kindOf(details);
  const shown =
    kind === 'missing-argument'
      ? { ...details, argument: placeholderText(String(details['argument']), language) }
      : details;
  const cause = fillMessage(own[kind], shown);
  if (command === null || kind === 'unknown-command' || kind === 'missing-command') return cause;
  return joinSentences(cause, fillMessage(own.call, { command }));
}

function kindOf({ reason, option, argument, line }: ErrorDetails): UsageText {
  const named = usageReasons.find((each) => each === reason);
  if (named !== undefined) return named;
  if (argument === 'ID') return 'id';
  if (argument === 'ID|NAME') return 'name';
  if (argument === 'label:') return 'label';
  if (line !== undefined) return 'line';
  return option === undefined ? 'argument' : 'option';
}
