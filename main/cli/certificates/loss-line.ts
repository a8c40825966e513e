// SPDX-License-Identifier: Apache-2.0
import { lossTexts } from './loss-texts.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { Loss } from '../../../shared/schemas/certificates/loss.ts';
import { localDay } from '../output/local-time.ts';

export function lossLine(language: Language, loss: Loss | null): string | null {
  if (loss === null) return null;
  const { kind, reported } = lossTexts[language];
  return fillMessage(reported, { kind: kind[loss.kind], day: localDay(loss.reportedAt) });
}
