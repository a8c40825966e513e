// SPDX-License-Identifier: Apache-2.0
import type { PathReason, PathRule, PathWarning } from '../domain/trust/path-reasons.ts';
import type { Language } from './language.ts';
import { fillMessage } from './message.ts';
import { pathReasonsEn, type PathReasonTexts } from './path-reasons.en.ts';
import { pathReasonsZhCn } from './path-reasons.zh-CN.ts';

export const pathReasonTexts: Readonly<Record<Language, PathReasonTexts>> = {
  'zh-CN': pathReasonsZhCn,
  en: pathReasonsEn,
};

export function pathReasonText(reason: PathReason | PathWarning, language: Language): string {
  const texts = pathReasonTexts[language];
  const { code, detail } = reason;
  const certificate = fillMessage(texts.roles[reason.role], { name: reason.name });
  const isSelfSigned = code === 'root-untrusted' && reason.role === 'leaf';
  return fillMessage(isSelfSigned ? texts.selfUntrusted : texts.codes[code], {
    certificate,
    detail: detail === null ? null : detailText(code, detail, texts),
  });
}

function detailText(code: (PathReason | PathWarning)['code'], detail: string, texts: PathReasonTexts): string {
  if (code === 'profile' || code === 'webpki')
    return Object.hasOwn(texts.rules, detail) ? texts.rules[detail as PathRule] : detail;
  if (code === 'revoked') return texts.revocationReasons[detail] ?? detail;
  if (code === 'expired' || code === 'not-yet-valid') return detail.replace('T', ' ').replace('Z', ' UTC');
  return detail;
}
