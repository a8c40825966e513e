// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../shared/i18n/language.ts';

export const listFileColumns = [
  'displayName',
  'label',
  'tags',
  'bank',
  'subject',
  'issuer',
  'serial',
  'notBefore',
  'notAfter',
  'status',
  'hasPrivateKey',
  'algorithm',
  'place',
  'chainState',
  'sha256',
] as const;

interface ListWords {
  readonly columns: Readonly<Record<(typeof listFileColumns)[number], string>>;
  readonly separator: string;
  readonly yes: string;
  readonly no: string;
}

export const listWords: Readonly<Record<Language, ListWords>> = {
  'zh-CN': {
    columns: {
      displayName: '名称',
      label: '自定义名称',
      tags: '标签',
      bank: '银行',
      subject: '持有人',
      issuer: '颁发者',
      serial: '序列号',
      notBefore: '生效时间',
      notAfter: '到期时间',
      status: '状态',
      hasPrivateKey: '有私钥',
      algorithm: '算法',
      place: '用在哪里',
      chainState: '证书链',
      sha256: '指纹（SHA-256）',
    },
    separator: '、',
    yes: '是',
    no: '否',
  },
  en: {
    columns: {
      displayName: 'Name',
      label: 'Label',
      tags: 'Tags',
      bank: 'Bank',
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
      sha256: 'Fingerprint (SHA-256)',
    },
    separator: ', ',
    yes: 'Yes',
    no: 'No',
  },
};
