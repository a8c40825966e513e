// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { Command } from '../command.ts';
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

export const completionCommand: Command = {
  name: 'completion',
  synopsis: 'bash|zsh|fish|powershell',
  summary: { 'zh-CN': '输出 shell 的补全脚本', en: 'print a completion script for a shell' },
  words: [1, 1],
  async run({ output, commands, language, arguments: { words } }) {
    const [shell = ''] = words;
    const write = Object.hasOwn(scripts, shell) ? scripts[shell] : undefined;
    if (!write) throw new AppError('usage', { argument: shell });
    const script = write(commands, language);
    output.value({ shell, script }, [script.trimEnd()]);
    return exit.done;
  },
};
