// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { defineCommand, type Command } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { bashCompletion } from '../completion/bash-completion.ts';
import { fishCompletion } from '../completion/fish-completion.ts';
import { powershellCompletion } from '../completion/powershell-completion.ts';
import { zshCompletion } from '../completion/zsh-completion.ts';

const scripts: Readonly<Record<string, (commands: readonly Command[], language: 'zh-CN' | 'en') => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
  powershell: powershellCompletion,
};

export const completionCommand = defineCommand({
  name: 'completion',
  summary: { 'zh-CN': '输出 shell 的补全脚本', en: 'Print a completion script for your shell' },
  words: { choices: Object.keys(scripts), count: [1, 1] },
  description: {
    'zh-CN': '输出补全脚本，按 Tab 补全命令、选项和选项的值。不补全证书和名称。',
    en: 'Prints a script that completes commands, options and their values in your shell. Certificates and labels are not completed.',
  },
  examples: [
    { line: 'source <(certsteward completion bash)', 'zh-CN': '写入 ~/.bashrc', en: 'In ~/.bashrc' },
    {
      line: 'source <(certsteward completion zsh)',
      'zh-CN': '写入 ~/.zshrc，放在 compinit 之后',
      en: 'In ~/.zshrc, after compinit',
    },
    {
      line: 'certsteward completion fish > ~/.config/fish/completions/certsteward.fish',
      'zh-CN': 'fish',
      en: 'fish',
    },
    {
      line: 'certsteward completion powershell | Out-String | Invoke-Expression',
      'zh-CN': '写入 PowerShell 的 $PROFILE',
      en: 'In your PowerShell $PROFILE',
    },
  ],
  exitCodes: [],
  seeAlso: ['help'],
  async run({ output, commands, language, arguments: { words } }) {
    const [shell = ''] = words;
    const write = Object.hasOwn(scripts, shell) ? scripts[shell] : undefined;
    if (!write) throw new AppError('usage', { argument: shell });
    const script = write(commands, language);
    output.value({ shell, script }, [script.trimEnd()]);
    return exit.done;
  },
});
