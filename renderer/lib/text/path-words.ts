// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../../shared/i18n/language.ts';
import { pathReasonText } from '../../../shared/i18n/path-reasons.ts';
import type { PathCheck } from '../../../shared/schemas/trust/trust.ts';
import type { Text } from '../../i18n/i18n.ts';
import type { Tone } from './countdown.ts';
import { screenText } from './screen-text.ts';

export interface PathWords {
  readonly tone: Tone;
  readonly lines: readonly string[];
}

/**
 * A path with missing issuers can be `sound`, which the caller describes. An untrusted root is no error, because banks
 * use private roots.
 */
export function pathWords({ t, language }: Text, { valid, sound, reasons, path }: PathCheck): PathWords {
  const root = screenText(path.at(-1)?.name ?? '');
  if (valid) return { tone: 'ok', lines: [t('trust.path.valid', { root })] };
  if (sound) {
    const isOwn = path.length < 2;
    return { tone: 'off', lines: [isOwn ? t('trust.path.selfUntrusted') : t('trust.path.untrusted', { root })] };
  }
  const wrong = reasons.filter(({ code }) => code !== 'root-untrusted');
  const lines = [...new Set(wrong.map((reason) => screenText(pathReasonText(reason, language))))];
  return { tone: 'bad', lines: lines.length > 0 ? lines : [t('trust.path.broken')] };
}

/** Warnings about weak algorithms, one sentence each. */
export function warningLines({ warnings }: Pick<PathCheck, 'warnings'>, language: Language): string[] {
  return [...new Set(warnings.map((warning) => screenText(pathReasonText(warning, language))))];
}

export function lacksIssuer({ reasons }: PathCheck): boolean {
  return reasons.some(({ code }) => code === 'no-issuer');
}
