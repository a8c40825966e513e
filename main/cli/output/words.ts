// SPDX-License-Identifier: Apache-2.0
import { commandLineEn, type CommandLineTexts } from './words.en.ts';
import { commandLineZhCn } from './words.zh-CN.ts';
import type { Language } from '../../../shared/i18n/language.ts';

export const commandLineTexts: Record<Language, CommandLineTexts> = { 'zh-CN': commandLineZhCn, en: commandLineEn };
