// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../shared/i18n/language.ts';
import type { CertificateStatus, ChainState } from '../../shared/schemas/certificates/certificate.ts';
import type { CertificateColumn } from '../../shared/sinks/certificate-table.ts';

export interface ListWords {
  readonly columns: Readonly<Record<CertificateColumn, string>>;
  readonly status: Readonly<Record<CertificateStatus, string>>;
  readonly chain: Readonly<Record<ChainState, string>>;
  readonly yes: string;
  readonly no: string;
}

export const listWords: Readonly<Record<Language, ListWords>> = {
  'zh-CN': {
    columns: {
      sha256: '指纹（SHA-256）',
      displayName: '证书',
      label: '名称',
      subject: '使用者',
      issuer: '颁发者',
      serial: '序列号',
      notBefore: '生效时间',
      notAfter: '到期时间',
      status: '状态',
      hasPrivateKey: '有私钥',
      algorithm: '算法',
      place: '用在哪里',
      chainState: '证书链',
    },
    status: {
      valid: '有效',
      expiring: '即将到期',
      expired: '已过期',
      'not-yet-valid': '尚未生效',
      revoked: '已吊销',
      superseded: '已被新证书取代',
    },
    chain: { complete: '完整', incomplete: '不完整', broken: '无效' },
    yes: '是',
    no: '否',
  },
  en: {
    columns: {
      sha256: 'Fingerprint (SHA-256)',
      displayName: 'Certificate',
      label: 'Name',
      subject: 'Subject',
      issuer: 'Issuer',
      serial: 'Serial number',
      notBefore: 'Valid from',
      notAfter: 'Valid to',
      status: 'Status',
      hasPrivateKey: 'Has private key',
      algorithm: 'Algorithm',
      place: 'Where you use it',
      chainState: 'Chain',
    },
    status: {
      valid: 'Valid',
      expiring: 'Expiring',
      expired: 'Expired',
      'not-yet-valid': 'Not valid yet',
      revoked: 'Revoked',
      superseded: 'Superseded',
    },
    chain: { complete: 'Complete', incomplete: 'Incomplete', broken: 'Invalid' },
    yes: 'Yes',
    no: 'No',
  },
};
