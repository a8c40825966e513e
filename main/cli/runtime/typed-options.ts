// SPDX-License-Identifier: Apache-2.0
import { flag, value, type HelpText, type Option, type OptionSection, type OptionTable } from './options.ts';

export const globalOptions = {
  vault: value('DIR', { 'zh-CN': '保险库所在的文件夹', en: 'Vault folder' }, { path: 'folder' }),
  json: flag({
    'zh-CN': '每项结果输出为一行 JSON，进度以 JSON 行写到标准错误',
    en: 'Print each result as one line of JSON, and progress as JSON lines on standard error',
  }),
  quiet: flag({ 'zh-CN': '不显示进度', en: 'Hide progress' }),
  yes: flag({ 'zh-CN': '跳过确认', en: 'Skip confirmations' }),
  force: flag({ 'zh-CN': '即使可能丢失私钥或证书也继续', en: 'Continue even if keys or certificates could be lost' }),
  'no-color': flag({ 'zh-CN': '不使用颜色（也可以设置 NO_COLOR）', en: 'Do not use colours (NO_COLOR works too)' }),
  help: flag({ 'zh-CN': '显示这个命令的帮助', en: 'Show help for this command' }, { short: '-h' }),
};

/** As typed: a secret has two forms. */
export interface TypedOption {
  readonly name: string;
  readonly short: string | null;
  readonly placeholder: string | null;
  readonly choices: readonly string[] | null;
  readonly path: 'file' | 'folder' | null;
  readonly repeatable: boolean;
  readonly text: HelpText;
  readonly secretFrom: 'file' | 'stdin' | null;
  readonly global: boolean;
  readonly section: OptionSection | null;
}

export function typedOptions(options: OptionTable): TypedOption[] {
  const entries = Object.entries(options);
  const kind = (wanted: Option['kind']) => entries.filter(([, option]) => option.kind === wanted);
  return [
    ...[...kind('value'), ...kind('list'), ...kind('flag')].map(([name, option]) => typed(name, option)),
    ...kind('secret').map(([name, option]) => typed(name, option, 'file')),
    ...kind('secret').map(([name, option]) => typed(name, option, 'stdin')),
    ...Object.entries<Option>(globalOptions).map(([name, option]) => ({ ...typed(name, option), global: true })),
  ];
}

/** For the help, in declared order. Secrets appear only as `--NAME-file`. */
export function helpOptions(options: OptionTable): TypedOption[] {
  return Object.entries(options).map(([name, option]) => typed(name, option, option.kind === 'secret' ? 'file' : null));
}

function typed(name: string, option: Option, secretFrom: TypedOption['secretFrom'] = null): TypedOption {
  const takesValue = option.kind === 'value' || option.kind === 'list';
  return {
    name: secretFrom === null ? name : `${name}-${secretFrom}`,
    short: option.short ?? null,
    placeholder: takesValue ? option.placeholder : secretFrom === 'file' ? 'FILE' : null,
    choices: (takesValue ? option.choices : null) ?? null,
    path: (takesValue ? option.path : secretFrom === 'file' ? 'file' : null) ?? null,
    repeatable: option.kind === 'list',
    text: option.text,
    secretFrom,
    global: false,
    section: option.section ?? null,
  };
}
