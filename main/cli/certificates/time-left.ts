// SPDX-License-Identifier: Apache-2.0
import { daysLeft } from '../../../shared/domain/certificates/certificate-status.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import type { CertificateStatus } from '../../../shared/schemas/certificates/certificate.ts';
import type { Style } from '../output/table.ts';

const hourMs = 60 * 60 * 1000;
const lastHours = 72;
const urgentDays = 7;

const texts: Readonly<Record<Language, { readonly days: string; readonly hours: string }>> = {
  'zh-CN': { days: '{{n}} 天', hours: '{{n}} 小时' },
  en: { days: '{{n}} d', hours: '{{n}} h' },
};

/** Returns `263 d`, or `47 h` in the last 3 days, or `-12 d` after expiry. */
export function timeLeft(language: Language, notAfter: string, now: Date): string {
  const hours = Math.floor((Date.parse(notAfter) - now.getTime()) / hourMs);
  const inHours = hours >= 0 && hours < lastHours;
  const n = inHours ? hours : daysLeft(notAfter, now);
  return fillMessage(texts[language][inHours ? 'hours' : 'days'], { n });
}

export function urgency(status: CertificateStatus, notAfter: string, now: Date): Style | undefined {
  if (status === 'superseded') return 'dim';
  if (status === 'expired' || status === 'revoked') return 'red';
  if (status !== 'expiring') return undefined;
  return daysLeft(notAfter, now) <= urgentDays ? 'red' : 'yellow';
}
