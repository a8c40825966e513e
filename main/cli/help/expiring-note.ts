// SPDX-License-Identifier: Apache-2.0
import { hasDeadline } from '../../../shared/domain/certificates/has-deadline.ts';
import { daysLeft, expiringDays } from '../../../shared/domain/certificates/certificate-status.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import type { Services } from '../../services.ts';
import { fillCounted } from '../output/counts.ts';

const texts: Readonly<Record<Language, string>> = {
  'zh-CN': '{{count:certificate}}在 {{days}} 天内到期或已过期，请运行“certsteward list --expiring {{days}}”。',
  en: '{{count:certificate}} expiring within {{days}} days or expired. Run "certsteward list --expiring {{days}}".',
};

/** Returns nothing without a readable vault, because help must always work. */
export async function expiringNote(services: Services, language: Language, now: Date): Promise<string[]> {
  try {
    if ((await services.vault.current()) === null) return [];
    const listed = await services.certificates.list({ search: '', status: null, includeAuthorities: false });
    const due = listed.filter((each) => hasDeadline(each) && daysLeft(each.notAfter, now) <= expiringDays);
    if (due.length === 0) return [];
    return ['', fillCounted(language, texts[language], { count: due.length, days: expiringDays })];
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}
