// SPDX-License-Identifier: Apache-2.0
import type { ContactKind, ContactOutcome } from '../domain/trust/revocation-outcomes.ts';
import type { Language } from './language.ts';

export interface RevocationTexts {
  readonly outcomes: Readonly<Record<ContactOutcome, string>>;
  readonly kinds: Readonly<Record<ContactKind, string>>;
  readonly contactsFirst: string;
  /** Addresses of delta CRLs. */
  readonly changesFirst: string;
  /** Not known to be revoked, but a delta CRL is missing. */
  readonly changesMissing: string;
  readonly issuerKept: string;
  readonly plain: string;
  readonly ask: string;
  readonly asking: string;
  readonly nobody: string;
  readonly kept: string;
  readonly leftOut: string;
  readonly revokedAt: string;
  readonly allowHost: string;
}

const zhCn: RevocationTexts = {
  outcomes: {
    answered: '已答复',
    'unknown-there': '对方不认识这张证书',
    'try-later': '对方现在忙，请稍后再试',
    'responder-error': '对方拒绝或无法答复',
    damaged: '收到的内容不是可以读取的答复',
    'other-certificate': '答复说的是别的证书',
    'foreign-signer': '答复不是颁发者签的，不可信',
    'out-of-date': '答复已经过期',
    'not-yet-valid': '答复的时间在以后：请检查电脑的时间',
    'other-base': '变动对应的是另一份列表，与这里的不配',
    replayed: '答复属于另一次询问，可能是重放，不可信',
    unsupported: '答复用了不支持的算法或扩展',
    'not-needed': '不需要询问',
    'not-agreed': '您没有同意，没有联系',
    cancelled: '已取消',
    'address-refused': '地址在内部网络或本机，没有联系',
    'host-unknown': '找不到这个主机',
    unreachable: '连不上',
    'too-slow': '太慢，等不到完整的答复',
    'too-large': '内容太大，没有接收',
    redirected: '对方要转到没有列出的地址，没有跟去',
    'http-error': '服务器没有给出答复',
  },
  kinds: {
    ocsp: '在线状态 (OCSP)',
    crl: '吊销列表 (CRL)',
    delta: '吊销列表的最新变动 (delta CRL)',
    issuer: '颁发者证书',
  },
  contactsFirst: '要知道证书有没有被吊销，需要联系以下地址（写在证书里）。对方会知道您在查哪张证书：',
  changesFirst: '吊销列表发布之后的变动，可以从以下地址取得（地址写在列表或证书里）：',
  changesMissing: '吊销列表发布之后有没有变动，现在不知道：最新变动没有取到。',
  issuerKept: '颁发者证书“{{name}}”已放进保险库。',
  plain: '未加密，途中的人看得到',
  ask: '联系这些地址吗？[y/N]',
  asking: '正在询问 {{host}}……',
  nobody: '证书里没有可以询问的地址。',
  kept: '已有仍然有效的答复：{{count}} 份，不再联系。',
  leftOut: '证书里的地址太多，略去 {{count}} 个。',
  revokedAt: '吊销时间：{{date}}',
  allowHost: '{{host}} 在内部网络；确实要联系的话，请加上 --allow-host {{host}}。',
};

const en: RevocationTexts = {
  outcomes: {
    answered: 'answered',
    'unknown-there': 'does not know this certificate',
    'try-later': 'is busy: try again later',
    'responder-error': 'refuses or cannot answer',
    damaged: 'what came is no answer that can be read',
    'other-certificate': 'the answer is about another certificate',
    'foreign-signer': 'the answer is not signed by the issuer: it is not believed',
    'out-of-date': 'the answer is out of date',
    'not-yet-valid': 'the answer is of a time to come: check this computer’s clock',
    'other-base': 'the changes belong to another list than the one here',
    replayed: 'the answer belongs to another question, perhaps replayed: it is not believed',
    unsupported: 'the answer has an algorithm or extension that is not supported',
    'not-needed': 'need not be asked',
    'not-agreed': 'not agreed to: not contacted',
    cancelled: 'cancelled',
    'address-refused': 'the address is private or on this computer: not contacted',
    'host-unknown': 'no such host is found',
    unreachable: 'cannot be reached',
    'too-slow': 'too slow: no whole answer came',
    'too-large': 'too large: not taken',
    redirected: 'sends on to an address that was not shown: not followed',
    'http-error': 'the server gives no answer',
  },
  kinds: {
    ocsp: 'online status (OCSP)',
    crl: 'revocation list (CRL)',
    delta: 'newest changes to the list (delta CRL)',
    issuer: 'issuer’s certificate',
  },
  contactsFirst:
    'To learn whether the certificates are revoked, these addresses (they stand in the certificates) are contacted. Whoever answers learns which certificate you ask about:',
  changesFirst:
    'What changed since the revocation list was made can be had from these addresses (they stand in the list or in the certificate):',
  changesMissing: 'What changed since the revocation list was made is not known: its newest changes did not come.',
  issuerKept: 'The issuer’s certificate “{{name}}” is in the vault now.',
  plain: 'not encrypted: readable on the way',
  ask: 'Contact them? [y/N]',
  asking: 'Asking {{host}} …',
  nobody: 'The certificates name no address to ask.',
  kept: 'Answers that still count are here: {{count}}. Nobody is asked for them.',
  leftOut: 'The certificates name too many addresses: {{count}} are left out.',
  revokedAt: 'Revoked on: {{date}}',
  allowHost: '{{host}} is in a private network; if you mean it, add --allow-host {{host}}.',
};

export const revocationTexts: Readonly<Record<Language, RevocationTexts>> = { 'zh-CN': zhCn, en };
