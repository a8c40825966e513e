// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../../shared/i18n/language.ts';
import { pathReasonText } from '../../../shared/i18n/path-reasons.ts';
import type { PathReason } from '../../../shared/domain/trust/path-reasons.ts';
import type { PathCheck } from '../../../shared/schemas/trust/trust.ts';
import type { Text } from '../../i18n/i18n.ts';
import type { Tone } from './countdown.ts';
import { dayAndTime, shortDate } from './dates.ts';
import { screenText } from './screen-text.ts';

export interface PathWords {
  readonly tone: Tone;
  readonly lines: readonly string[];
}

/**
 * A path with missing issuers can be `sound`; the caller reports those issuers. An untrusted root is no error, because
 * banks use private roots.
 */
export function pathWords({ t, language }: Text, { valid, sound, reasons, path }: PathCheck): PathWords {
  const root = screenText(path.at(-1)?.name ?? '');
  if (valid) return { tone: 'ok', lines: [t('trust.path.valid', { root })] };
  if (sound) {
    const isOwn = path.length < 2;
    return { tone: 'off', lines: [isOwn ? t('trust.path.selfUntrusted') : t('trust.path.untrusted', { root })] };
  }
  const wrong = reasons.filter(({ code }) => code !== 'root-untrusted');
  const [first] = wrong;
  if (wrong.length === 1 && first?.code === 'not-yet-valid' && first.role === 'leaf' && first.detail !== null)
    return { tone: 'off', lines: [t('trust.path.starts', { date: shortDate(first.detail, language) })] };
  const lines = [
    ...new Set(wrong.map((reason) => screenText(pathReasonText(inLocalTime(reason, language), language)))),
  ];
  return { tone: 'bad', lines: lines.length > 0 ? lines : [t('trust.path.broken')] };
}

function inLocalTime(reason: PathReason, language: Language): PathReason {
  const isTime = reason.code === 'expired' || reason.code === 'not-yet-valid';
  return isTime && reason.detail !== null ? { ...reason, detail: dayAndTime(reason.detail, language) } : reason;
}

export function warningLines({ warnings }: Pick<PathCheck, 'warnings'>, language: Language): string[] {
  return [...new Set(warnings.map((warning) => screenText(pathReasonText(warning, language))))];
}

export function isIssuerAtFault({ reasons }: PathCheck): boolean {
  return reasons.some(
    ({ code, role }) => code === 'signature-invalid' || (code !== 'root-untrusted' && role !== 'leaf'),
  );
}

export function lacksIssuer({ reasons }: PathCheck): boolean {
  return reasons.some(({ code }) => code === 'no-issuer');
}
