// SPDX-License-Identifier: Apache-2.0
import { exit } from '../runtime/exit-codes.ts';
import type { CommandHelp } from './command-help.ts';

export const automationHelp: Readonly<Record<string, CommandHelp>> = {
  check: {
    description: {
      'zh-CN':
        '给定时任务用：有证书在期限内到期（已过期的也算）就以 10 退出，否则以 0 退出。已被新证书取代的不算，只提醒的证书和日期也算。--schedule 只输出现成的定时任务：systemd 用户定时器（可交给 sh 执行）、一行 cron，或 Windows 计划任务命令（未在 Windows 上验证）。',
      en: 'For cron: exits with 10 when a certificate ends within the limit (expired ones count), else with 0. Superseded ones do not count; what is only watched does. --schedule only prints a ready-made schedule: a systemd user timer (as commands for sh), a line for cron, or a command for the Windows task scheduler (unverified on Windows).',
    },
    examples: [
      { line: 'certsteward check --days 14', 'zh-CN': '两周内', en: 'two weeks ahead' },
      {
        line: 'certsteward check || mail -s "certificates" me@example.org',
        'zh-CN': '到期时发邮件',
        en: 'send a mail',
      },
      {
        line: 'certsteward check --schedule systemd | sh',
        'zh-CN': '每天检查一次，到期时弹出通知',
        en: 'look once a day and show a notification',
      },
    ],
    exits: [exit.notFound, exit.expiring],
    seeAlso: ['list', 'watch list', 'calendar'],
  },
  calendar: {
    description: {
      'zh-CN':
        '把到期日写成日历文件（iCalendar，.ics），带提醒，可导入手机或电脑的日历；再次导入会修改原来的日程，不会重复。其中只有名称和日期，没有证书持有人的信息。已过期和已被新证书取代的不写入。',
      en: 'Writes expiry dates as a calendar (iCalendar, .ics) with alarms, for the calendar of a phone or computer; importing it again changes the same events. It holds names and dates, nothing of the holder. Expired and superseded ones are left out.',
    },
    examples: [
      { line: 'certsteward calendar -o certificates.ics', 'zh-CN': '写成日历文件', en: 'write a calendar file' },
    ],
    exits: [exit.notFound, exit.locked],
    seeAlso: ['check', 'watch add'],
  },
  version: {
    description: {
      'zh-CN':
        '显示这个程序的版本。加 --check 才会连接网络：向制作者的网站取一份带签名的版本列表，不发送任何关于这台电脑的信息，不下载也不安装任何东西。签名不对的列表、比以前见过的更旧的列表一律不采用。',
      en: 'Shows the version of this program. Only --check uses the network: it fetches a signed list of versions from the makers, tells nothing of this computer, and neither downloads nor installs anything. A list without the makers’ signature, or older than one seen before, is refused.',
    },
    examples: [
      { line: 'certsteward version --check', 'zh-CN': '查看有没有新版本', en: 'look whether there is a newer one' },
    ],
    exits: [exit.verification],
    seeAlso: ['help'],
  },
  log: {
    description: { 'zh-CN': '显示操作记录，最新的在前。', en: 'Shows the activity log, newest first.' },
    examples: [{ line: 'certsteward log --limit 20', 'zh-CN': '最近 20 条', en: 'the last 20 entries' }],
    exits: [exit.password, exit.notFound],
    seeAlso: ['log verify', 'log export'],
  },
  'log verify': {
    description: {
      'zh-CN': '检查操作记录是否完整、有没有被截断或改写，并说明状态：已封存、未封存、已破坏。',
      en: 'Checks that the activity log is whole and was neither cut nor rewritten: sealed, unsealed or broken.',
    },
    examples: [
      { line: 'certsteward log verify --passphrase-file secret.txt', 'zh-CN': '连同封存一起检查', en: 'with the seal' },
    ],
    exits: [exit.password, exit.notFound, exit.verification],
    seeAlso: ['log', 'vault verify'],
  },
  'log export': {
    description: {
      'zh-CN': '把活动记录写成文件；不写 -o 就输出到标准输出。',
      en: 'Writes the activity log to a file, or to standard output without -o.',
    },
    examples: [{ line: 'certsteward log export -o activity.jsonl', 'zh-CN': '写成文件', en: 'to a file' }],
    exits: [exit.notFound, exit.locked],
    seeAlso: ['log', 'log verify'],
  },
  'log acknowledge': {
    description: {
      'zh-CN': '查明原因后，接受一份已破坏的记录并重新封存。',
      en: 'Accepts a log that was found broken, once you know why, and seals it anew.',
    },
    examples: [
      {
        line: 'certsteward log acknowledge --yes --passphrase-file secret.txt',
        'zh-CN': '接受并封存',
        en: 'accept and seal',
      },
    ],
    exits: [exit.password, exit.notFound, exit.locked],
    seeAlso: ['log verify'],
  },
  completion: {
    description: {
      'zh-CN': '输出补全脚本，按 Tab 可补全命令、选项和选项的取值。不会补全证书和标签名。',
      en: 'Prints a script that lets the shell complete commands, options and their values. Certificates and labels are not completed.',
    },
    examples: [
      { line: 'source <(certsteward completion bash)', 'zh-CN': '写进 ~/.bashrc', en: 'in ~/.bashrc' },
      {
        line: 'source <(certsteward completion zsh)',
        'zh-CN': '写进 ~/.zshrc，放在 compinit 之后',
        en: 'in ~/.zshrc, after compinit',
      },
      {
        line: 'certsteward completion fish > ~/.config/fish/completions/certsteward.fish',
        'zh-CN': 'fish',
        en: 'fish',
      },
      {
        line: 'certsteward completion powershell | Out-String | Invoke-Expression',
        'zh-CN': '写进 PowerShell 的 $PROFILE',
        en: 'in PowerShell’s $PROFILE',
      },
    ],
    exits: [],
    seeAlso: ['help'],
  },
  help: {
    description: {
      'zh-CN': '显示所有命令，或一个命令的说明、选项、例子和退出码。--man 输出整本手册（roff）。',
      en: 'Shows all commands, or the description, options, examples and exit codes of one. --man prints the whole manual (roff).',
    },
    examples: [
      { line: 'certsteward help import', 'zh-CN': '一个命令', en: 'one command' },
      { line: 'certsteward help --man | man -l -', 'zh-CN': '在手册阅读器里看', en: 'in the manual reader' },
    ],
    exits: [],
    seeAlso: ['completion'],
  },
};
