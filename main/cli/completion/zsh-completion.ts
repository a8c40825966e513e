// SPDX-License-Identifier: Apache-2.0
import type { Command } from '../command.ts';
import { optionMeaning } from '../help/help-lines.ts';
import { typedOptions } from '../runtime/typed-options.ts';
import { nextWords, quoted, valueOptions } from './command-tree.ts';

/** In zsh's `word:meaning`, the first colon ends the word. */
function entry(word: string, meaning: string): string {
  return quoted(meaning === '' ? word : `${word}:${meaning.replaceAll(':', ' ')}`);
}

/** For zsh with compinit. Never runs certsteward. */
export function zshCompletion(commands: readonly Command[], language: 'zh-CN' | 'en'): string {
  const options = commands.map((command) => ({ command, options: typedOptions(command.options) }));
  const withValue = valueOptions(commands).join('|');
  const paths = (path: 'file' | 'folder'): string => valueOptions(commands, path).join('|');
  return `#compdef certsteward
# zsh completion for certsteward: source <(certsteward completion zsh), after compinit
_certsteward() {
  local name="" word="" prev="\${words[CURRENT-1]}" key=""
  local -i index=2
  local -A next=(
${[...nextWords(commands, language)].map(([before, next]) => `    ${quoted(` ${before}`)} ${quoted(next.map(({ word }) => word).join(' '))}`).join('\n')}
  )
  while (( index < CURRENT )); do
    word="\${words[index]}"
    case "$word" in
      ${withValue}) (( index += 2 )); continue ;;
      -*) ;;
      *) if [[ " \${next[ $name]} " == *" $word "* ]]; then name="\${name:+$name }$word"; fi ;;
    esac
    (( index += 1 ))
  done
  # Values come before files, because the same option may take a file in one command and a word in another.
  case "$name $prev" in
${options.flatMap((each) => each.options.flatMap(({ name, choices }) => (choices === null ? [] : [`    ${quoted(`${each.command.name} --${name}`)}) compadd -- ${choices.join(' ')}; return ;;`]))).join('\n')}
  esac
  case "$prev" in
    ${paths('file')}) _files; return ;;
    ${paths('folder')}) _files -/; return ;;
    ${withValue}) return ;;
  esac
  local -a found=()
  if [[ "\${words[CURRENT]}" == -* ]]; then
    case "$name" in
${options.map((each) => `      ${quoted(each.command.name)}) found=(${each.options.map((option) => entry(`--${option.name}`, optionMeaning(option, language))).join(' ')}) ;;`).join('\n')}
      *) found=('--help' '--json' '--vault') ;;
    esac
    _describe -o option found
    return
  fi
  case "$name" in
${[...nextWords(commands, language)].map(([before, next]) => `    ${quoted(before)}) found=(${next.map(({ word, summary }) => entry(word, summary)).join(' ')}) ;;`).join('\n')}
  esac
  (( \${#found} )) && _describe command found
  case "$name" in
${commands.flatMap((command) => wordLine(command)).join('\n')}
  esac
}
(( $+functions[compdef] )) && compdef _certsteward certsteward
`;
}

function wordLine({ name, words }: Command): string[] {
  const offering = words?.files === true ? '_files' : words?.choices && `compadd -- ${words.choices.join(' ')}`;
  return offering === undefined ? [] : [`    ${quoted(name)}) ${offering} ;;`];
}
