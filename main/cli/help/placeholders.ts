// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../../shared/i18n/language.ts';

const chinese: Readonly<Record<string, string>> = {
  FILE: '文件',
  DIR: '文件夹',
  PATH: '路径',
  NAME: '名称',
  TEXT: '文本',
  LABEL: '名称',
  SERIAL: '序列号',
  ALGORITHM: '算法',
  STORE: '证书库',
  STATUS: '状态',
  FORMAT: '格式',
  DAYS: '天数',
  HOST: '主机',
  EMAIL: '邮箱',
  HEX: '十六进制',
  REF: '编号',
  COMMAND: '命令',
};

/** For example `FILE|NAME` or `token:SERIAL`. The user replaces upper-case words. */
export function placeholderText(placeholder: string, language: Language): string {
  if (language === 'en') return placeholder;
  return placeholder.replaceAll(/[A-Z]+/g, (word) => chinese[word] ?? word);
}
