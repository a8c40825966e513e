// SPDX-License-Identifier: Apache-2.0
import type { CertificateStatus, ChainState } from '../schemas/certificates/certificate.ts';
import type { Language } from './language.ts';

export const statusNames = {
  'zh-CN': {
    valid: '有效',
    expiring: '即将到期',
    expired: '已过期',
    'not-yet-valid': '尚未生效',
    revoked: '已吊销',
    superseded: '已被取代',
  },
  en: {
    valid: 'Valid',
    expiring: 'Expiring',
    expired: 'Expired',
    'not-yet-valid': 'Not valid yet',
    revoked: 'Revoked',
    superseded: 'Superseded',
  },
} as const satisfies Readonly<Record<Language, Readonly<Record<CertificateStatus, string>>>>;

export const chainNames: Readonly<Record<Language, Readonly<Record<ChainState, string>>>> = {
  'zh-CN': { complete: '完整', incomplete: '不完整', broken: '无效' },
  en: { complete: 'Complete', incomplete: 'Incomplete', broken: 'Invalid' },
};
