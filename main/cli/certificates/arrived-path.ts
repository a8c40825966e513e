// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { enrolmentTexts } from '../enrolment/enrolment-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { pathReasonText } from '../../../shared/i18n/path-reasons.ts';
import type { PathCheck } from '../../../shared/schemas/trust/trust.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { CommandRun } from '../command.ts';

/** Checks offline. */
export async function arrivedPath({ services }: CommandRun, certificate: string): Promise<PathCheck | null> {
  try {
    return await services.trust.checks.check(certificate);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

export function arrivedPathLines(
  { language }: CommandRun,
  path: PathCheck | null,
  leadsToAuthority: boolean | null,
): string[] {
  const text = enrolmentTexts[language];
  if (leadsToAuthority === true) return [text.pathToAuthority];
  return [...(leadsToAuthority === false ? [text.pathNotAuthority] : []), ...(path === null ? [] : wordsOf(path))];

  function wordsOf({ valid, sound, reasons, path: links }: PathCheck): string[] {
    if (valid) return [fillMessage(text.pathTrusted, { root: visibleText(links.at(-1)?.name ?? '') })];
    if (sound && reasons.some(({ code }) => code === 'no-issuer')) return [text.pathUnknown];
    const wrong = sound ? reasons : reasons.filter(({ code }) => code !== 'root-untrusted');
    return [...new Set(wrong.map((reason) => visibleText(pathReasonText(reason, language))))];
  }
}
