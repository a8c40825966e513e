// SPDX-License-Identifier: Apache-2.0
import { enrolmentTexts } from './enrolment-texts.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { KeptRequest } from '../../enrolment/requests/new-request.ts';
import { hostText, unverifiedLine } from '../profiles/profile-options.ts';

export function handInLines(
  language: Language,
  held: HeldProfile,
  { request }: KeptRequest,
  file: string | null,
): string[] {
  const text = enrolmentTexts[language];
  const inside = language === 'zh-CN' ? '保险库里' : 'in the vault';
  const token = visibleText(request.token ?? '');
  const onToken = language === 'zh-CN' ? ` USB Key ${token} 里` : `on the USB key ${token}`;
  const place = request.token === null ? inside : onToken;
  const said = { host: hostText(held.host), place, file: file === null ? '' : visibleText(file) };
  const unverified = unverifiedLine(language, held);
  return [
    ...(unverified === null ? [] : [unverified]),
    fillMessage(file === null ? text.requestedText : text.requested, said),
    ...(held.profile.temporaryKey === true ? [text.encryptionToo] : []),
  ];
}
