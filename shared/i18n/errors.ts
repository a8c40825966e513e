import type { ErrorDetails } from '../domain/app-error.ts';
import type { ErrorCode } from '../domain/error-codes.ts';
import { errorsEn } from './errors.en.ts';
import { errorsZhCn } from './errors.zh-CN.ts';
import type { Language } from './language.ts';
import { type CauseAndStep, fillMessage } from './message.ts';

export const errorCatalogues: Record<Language, Record<ErrorCode, CauseAndStep>> = { 'zh-CN': errorsZhCn, en: errorsEn };

/** `wrong-secret` of a recovery code, where one of its groups does not check. */
const mistypedGroup: Record<Language, CauseAndStep> = {
  'zh-CN': {
    cause: '恢复码的第 {{group}} 组有误。',
    step: '请对照纸上的第 {{group}} 组重新输入。不分大小写，O 当作 0，I 和 L 当作 1。',
  },
  en: {
    cause: 'Group {{group}} of the recovery code is wrong.',
    step: 'Compare group {{group}} with your paper. Capitals don’t matter, O counts as 0, I and L as 1.',
  },
};

/** Cause and next step of an error code, for the window and for the command line alike. */
export function errorText(code: ErrorCode, details: ErrorDetails, language: Language): CauseAndStep {
  const mistyped = code === 'wrong-secret' && typeof details['group'] === 'number';
  const texts = mistyped ? mistypedGroup[language] : errorCatalogues[language][code];
  return { cause: fillMessage(texts.cause, details), step: fillMessage(texts.step, details) };
}
