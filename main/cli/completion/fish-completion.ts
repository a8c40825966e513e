// SPDX-License-Identifier: Apache-2.0
import type { Command } from '../command.ts';
import { optionMeaning } from '../help/help-lines.ts';
import { typedOptions } from '../runtime/typed-options.ts';
import { nextWords, quoted, valueOptions } from './command-tree.ts';

/** For fish 3 and later. Never runs certsteward. */
export function fishCompletion(commands: readonly Command[], language: 'zh-CN' | 'en'): string {
  const tree = [...nextWords(commands, language)];
  return `# fish completion for certsteward: certsteward completion fish > ~/.config/fish/completions/certsteward.fish
function __certsteward_name
    set -l name ''
    set -l skip 0
    for word in (commandline -opc)[2..-1]
        if test $skip -eq 1
            set skip 0
            continue
        end
        switch $word
            case ${valueOptions(commands).join(' ')}
                set skip 1
            case '-*'
            case '*'
                set -l next
                switch $name
${tree.map(([before, next]) => `                    case ${quoted(before)}\n                        set next ${next.map(({ word }) => word).join(' ')}`).join('\n')}
                end
                if contains -- $word $next
                    set name (string trim -- "$name $word")
                end
        end
    end
    echo $name
end
function __certsteward_at
    test (__certsteward_name) = "$argv"
end
complete -c certsteward -f
${tree.flatMap(([before, next]) => next.map(({ word, summary }) => `complete -c certsteward -n ${at(before)} -a ${quoted(word)}${summary === '' ? '' : ` -d ${quoted(summary)}`}`)).join('\n')}
${commands.flatMap((command) => commandLines(command, language)).join('\n')}
`;
}

function at(name: string): string {
  return quoted(name === '' ? '__certsteward_at ""' : `__certsteward_at ${name}`);
}

function commandLines(command: Command, language: 'zh-CN' | 'en'): string[] {
  const { words } = command;
  const options = typedOptions(command.options).map((option) => {
    const values =
      option.placeholder === null
        ? ''
        : option.choices !== null
          ? ` -x -a ${quoted(option.choices.join(' '))}`
          : option.path === 'folder'
            ? " -x -a '(__fish_complete_directories)'"
            : option.path === 'file'
              ? ' -r -F'
              : ' -x';
    const short = option.short === null ? '' : ` -s ${option.short.slice(1)}`;
    return `complete -c certsteward -n ${at(command.name)} -l ${option.name}${short}${values} -d ${quoted(optionMeaning(option, language))}`;
  });
  const offered = words?.files === true ? '-F' : words?.choices && `-a ${quoted(words.choices.join(' '))}`;
  if (offered === undefined) return options;
  return [...options, `complete -c certsteward -n ${at(command.name)} ${offered}`];
}
