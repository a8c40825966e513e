// SPDX-License-Identifier: Apache-2.0
import type { Command } from '../command.ts';
import { typedOptions } from '../runtime/typed-options.ts';
import { nextWords, quoted, valueOptions } from './command-tree.ts';

/** For bash 3.2 and later. Needs no bash-completion package and never runs certsteward. */
export function bashCompletion(commands: readonly Command[], language: 'zh-CN' | 'en'): string {
  const tree = [...nextWords(commands, language)];
  const options = commands.map((command) => ({ command, options: typedOptions(command.options) }));
  const withValue = valueOptions(commands).join('|');
  const takes = (path: 'file' | 'folder'): string => valueOptions(commands, path).join('|');
  return `# bash completion for certsteward: source <(certsteward completion bash)
_certsteward_next() {
  case "$1" in
${tree.map(([before, next]) => `    ${quoted(before)}) printf %s ${quoted(next.map(({ word }) => word).join(' '))} ;;`).join('\n')}
  esac
}
_certsteward_options() {
  case "$1" in
${options.map((each) => `    ${quoted(each.command.name)}) printf %s ${quoted(each.options.map(({ name }) => `--${name}`).join(' '))} ;;`).join('\n')}
  esac
}
_certsteward_values() {
  case "$1" in
${options.flatMap((each) => each.options.flatMap(({ name, choices }) => (choices === null ? [] : [`    ${quoted(`${each.command.name} --${name}`)}) printf %s ${quoted(choices.join(' '))} ;;`]))).join('\n')}
  esac
}
_certsteward_words() {
  case "$1" in
${commands.flatMap((command) => wordLine(command)).join('\n')}
  esac
}
_certsteward() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="" name="" word="" index=1 options="" values=""
  [ "$COMP_CWORD" -gt 0 ] && prev="\${COMP_WORDS[COMP_CWORD-1]}"
  while [ "$index" -lt "$COMP_CWORD" ]; do
    word="\${COMP_WORDS[index]}"
    case "$word" in
      ${withValue}) index=$((index + 2)); continue ;;
      -*) ;;
      *)
        case " $(_certsteward_next "$name") " in
          *" $word "*) name="\${name:+$name }$word" ;;
        esac ;;
    esac
    index=$((index + 1))
  done
  COMPREPLY=()
  # Values come before files, because the same option may take a file in one command and a word in another.
  values="$(_certsteward_values "$name $prev")"
  [ -n "$values" ] && { COMPREPLY=($(compgen -W "$values" -- "$cur")); return; }
  case "$prev" in
    ${takes('file')}) COMPREPLY=($(compgen -f -- "$cur")); compopt -o filenames 2>/dev/null; return ;;
    ${takes('folder')}) COMPREPLY=($(compgen -d -- "$cur")); compopt -o filenames 2>/dev/null; return ;;
    ${withValue}) return ;;
  esac
  case "$cur" in
    -*)
      options="$(_certsteward_options "$name")"
      COMPREPLY=($(compgen -W "\${options:---help --json --vault}" -- "$cur")); return ;;
  esac
  COMPREPLY=($(compgen -W "$(_certsteward_next "$name")" -- "$cur"))
  case "$(_certsteward_words "$name")" in
    '') ;;
    FILES) COMPREPLY+=($(compgen -f -- "$cur")); compopt -o filenames 2>/dev/null ;;
    *) COMPREPLY+=($(compgen -W "$(_certsteward_words "$name")" -- "$cur")) ;;
  esac
}
complete -F _certsteward certsteward
`;
}

function wordLine({ name, words }: Command): string[] {
  const offered = words?.files === true ? ['FILES'] : words?.choices;
  return offered === undefined ? [] : [`    ${quoted(name)}) printf %s ${quoted(offered.join(' '))} ;;`];
}
