// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../../shared/i18n/language.ts';
import type {
  CertificateStatus,
  CertificateSummary,
  SignatureVerdict,
} from '../../../shared/schemas/certificates/certificate.ts';

type ListWord =
  | 'left'
  | 'expires'
  | 'name'
  | 'issuer'
  | 'where'
  | 'status'
  | 'backup'
  | 'inVault'
  | 'withoutKey'
  | 'elsewhere'
  | 'onToken'
  | 'behindProvider'
  | 'total'
  | 'totalOne'
  | 'expiringSoon'
  | 'comma'
  | 'unsaved'
  | 'unsavedOne'
  | 'deletedOn'
  | 'pair'
  | 'pairLacksKey';

type DetailWord =
  | 'sha256'
  | 'name'
  | 'subject'
  | 'issuer'
  | 'serial'
  | 'notBefore'
  | 'notAfter'
  | 'left'
  | 'status'
  | 'chain'
  | 'warning'
  | 'loss'
  | 'algorithm'
  | 'pair'
  | 'key'
  | 'keyMadeBy'
  | 'issuedBy'
  | 'signature'
  | 'keyUsage'
  | 'extendedKeyUsage'
  | 'subjectAltName'
  | 'label'
  | 'place'
  | 'note'
  | 'tags'
  | 'origin';

interface CertificateTexts {
  readonly list: Readonly<Record<ListWord, string>>;
  readonly counts: Readonly<Record<CertificateStatus, string>>;
  readonly backup: Readonly<Record<NonNullable<CertificateSummary['backup']>, string>>;
  readonly backupImpossible: string;
  readonly detail: Readonly<Record<DetailWord, string>>;
  /** {{id}} and {{date}} belong to the partner certificate, {{left}} to the pair. */
  readonly pair: Readonly<Record<'signing' | 'encryption', string>>;
  readonly signature: Readonly<Record<SignatureVerdict, string>>;
}

export const certificateTexts: Readonly<Record<Language, CertificateTexts>> = {
  'zh-CN': {
    list: {
      left: '剩余',
      expires: '到期',
      name: '名称',
      issuer: '颁发者',
      where: '位置',
      status: '状态',
      backup: '备份',
      inVault: '保险库',
      withoutKey: '保险库（缺少私钥）',
      elsewhere: '其他位置（只提醒）',
      onToken: 'USB Key',
      behindProvider: 'Windows',
      total: '共 {{count}} 张：{{parts}}。',
      totalOne: '共 1 张：{{parts}}。',
      expiringSoon: '{{count}} 张即将到期',
      comma: '，',
      unsaved: '{{count}} 张证书没有最新备份，请运行 certsteward backup create --to 文件夹',
      unsavedOne: '1 张证书没有最新备份，请运行 certsteward backup create --to 文件夹',
      deletedOn: '保留到',
      pair: '签名证书和加密证书',
      pairLacksKey: '缺少其中一个私钥',
    },
    counts: {
      valid: '{{count}} 张有效',
      expiring: '{{count}} 张在 60 天内到期',
      expired: '{{count}} 张已过期',
      'not-yet-valid': '{{count}} 张尚未生效',
      revoked: '{{count}} 张已吊销',
      superseded: '{{count}} 张已被取代',
    },
    backup: { current: '有', outdated: '不是最新', none: '没有' },
    backupImpossible: '无法备份',
    detail: {
      sha256: 'SHA-256',
      name: '名称',
      subject: '持有人',
      issuer: '颁发者',
      serial: '序列号',
      notBefore: '生效',
      notAfter: '到期',
      left: '剩余',
      status: '状态',
      chain: '证书链',
      warning: '警告',
      loss: '遗失',
      algorithm: '算法',
      pair: '签名和加密',
      key: '私钥',
      keyMadeBy: '私钥来源',
      issuedBy: '上级证书',
      signature: '签名',
      keyUsage: '密钥用法',
      extendedKeyUsage: '扩展密钥用法',
      subjectAltName: '使用者可选名称',
      label: '自定义名称',
      place: '用在哪里',
      note: '备注',
      tags: '标签',
      origin: '来源',
    },
    pair: {
      signing: '这是签名证书，加密证书是 {{id}}（{{date}} 到期）。以先到期的一张为准，剩余 {{left}}',
      encryption: '这是加密证书，签名证书是 {{id}}（{{date}} 到期）。以先到期的一张为准，剩余 {{left}}',
    },
    signature: { valid: '有效', invalid: '无效', unknown: '无法检查' },
  },
  en: {
    list: {
      left: 'Left',
      expires: 'Expires',
      name: 'Name',
      issuer: 'Issuer',
      where: 'Where',
      status: 'Status',
      backup: 'Backup',
      inVault: 'vault',
      withoutKey: 'vault (no key)',
      elsewhere: 'elsewhere',
      onToken: 'USB key',
      behindProvider: 'Windows',
      total: '{{count}} certificates: {{parts}}.',
      totalOne: '1 certificate: {{parts}}.',
      expiringSoon: '{{count}} expiring soon',
      comma: ', ',
      unsaved: '{{count}} certificates have no current backup. Run certsteward backup create --to DIR',
      unsavedOne: '1 certificate has no current backup. Run certsteward backup create --to DIR',
      deletedOn: 'Kept until',
      pair: 'signing and encryption certificates',
      pairLacksKey: 'one of the two private keys is missing',
    },
    counts: {
      valid: '{{count}} valid',
      expiring: '{{count}} expiring within 60 days',
      expired: '{{count}} expired',
      'not-yet-valid': '{{count}} not valid yet',
      revoked: '{{count}} revoked',
      superseded: '{{count}} superseded',
    },
    backup: { current: 'yes', outdated: 'out of date', none: 'none' },
    backupImpossible: 'not possible',
    detail: {
      sha256: 'SHA-256',
      name: 'Name',
      subject: 'Subject',
      issuer: 'Issuer',
      serial: 'Serial number',
      notBefore: 'Valid from',
      notAfter: 'Expires',
      left: 'Time left',
      status: 'Status',
      chain: 'Chain',
      warning: 'Warning',
      loss: 'Loss report',
      algorithm: 'Algorithm',
      pair: 'Pair',
      key: 'Private key',
      keyMadeBy: 'Key made by',
      issuedBy: 'Issued by',
      signature: 'Signature',
      keyUsage: 'Key usage',
      extendedKeyUsage: 'Extended key usage',
      subjectAltName: 'Alternative names',
      label: 'Label',
      place: 'Place',
      note: 'Note',
      tags: 'Tags',
      origin: 'Origin',
    },
    pair: {
      signing:
        'Signing certificate. Its encryption certificate {{id}} expires on {{date}}. Time left for the pair: {{left}}',
      encryption:
        'Encryption certificate. Its signing certificate {{id}} expires on {{date}}. Time left for the pair: {{left}}',
    },
    signature: { valid: 'valid', invalid: 'invalid', unknown: 'cannot be checked' },
  },
};
