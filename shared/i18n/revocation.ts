// SPDX-License-Identifier: Apache-2.0
import type { ContactKind, ContactOutcome } from '../domain/trust/revocation-outcomes.ts';
import type { Language } from './language.ts';

export interface RevocationTexts {
  readonly outcomes: Readonly<Record<ContactOutcome, string>>;
  readonly kinds: Readonly<Record<ContactKind, string>>;
  readonly contactsFirst: string;
  readonly changesFirst: string;
  /** The certificate isn't known to be revoked, but a delta CRL is missing. */
  readonly changesMissing: string;
  readonly issuerKept: string;
  readonly plain: string;
  readonly ask: string;
  readonly asking: string;
  readonly noAddress: string;
  readonly kept: string;
  readonly leftOut: string;
  readonly revokedAt: string;
  readonly allowHost: string;
}

const zhCn: RevocationTexts = {
  outcomes: {
    answered: '查询成功',
    'unknown-there': '服务器没有这张证书的记录',
    'try-later': '服务器忙，请稍后再试',
    'responder-error': '服务器拒绝查询，或无法响应',
    damaged: '收到的响应无法读取',
    'other-certificate': '响应对应的是其他证书',
    'foreign-signer': '响应不是颁发者或其授权方签名的，不可信',
    'out-of-date': '响应已经过期',
    'not-yet-valid': '响应的签发时间晚于本机时间，请检查电脑的时间',
    'other-base': '变动列表与吊销列表不对应',
    replayed: '响应属于另一次查询，可能是重放攻击，不可信',
    unsupported: '响应使用了不支持的算法或扩展',
    'not-needed': '不需要查询',
    'not-agreed': '您没有同意，未连接',
    cancelled: '已取消',
    'address-refused': '地址在内部网络或本机，未连接',
    'host-unknown': '找不到这个主机',
    unreachable: '无法连接',
    'too-slow': '响应太慢，没有收到完整的内容',
    'too-large': '内容太大，没有下载',
    redirected: '服务器跳转到未列出的地址，已停止',
    'http-error': '服务器返回错误',
  },
  kinds: {
    ocsp: '在线状态（OCSP）',
    crl: '吊销列表（CRL）',
    delta: '吊销列表的最新变动（delta CRL）',
    issuer: '上级证书',
  },
  contactsFirst: '查询吊销状态要连接证书里的以下地址，服务器可能会知道您在查哪张证书：',
  changesFirst: '吊销列表发布后的变动，可从吊销列表或证书里的以下地址获取：',
  changesMissing: '未能获取吊销列表的最新变动，无法确定列表发布后有没有变动。',
  issuerKept: '上级证书“{{name}}”已存入保险库。',
  plain: '未加密，传输途中可能被他人看到',
  ask: '连接这些地址吗？[y/N]',
  asking: '正在向 {{host}} 查询…',
  noAddress: '证书里没有查询吊销状态的地址。',
  kept: '沿用以前的 {{count:response}}，不用再查。',
  leftOut: '证书里的地址太多，略去 {{count:address}}。',
  revokedAt: '吊销时间：{{date}}',
  allowHost: '{{host}} 在内部网络。如果确实要连接，请加上 --allow-host {{host}}。',
};

const en: RevocationTexts = {
  outcomes: {
    answered: 'responded',
    'unknown-there': 'has no record of this certificate',
    'try-later': 'busy, try again later',
    'responder-error': 'refused or couldn’t respond',
    damaged: 'the response can’t be read',
    'other-certificate': 'the response is for a different certificate',
    'foreign-signer': 'the response isn’t signed by the issuer or its delegate, so it can’t be trusted',
    'out-of-date': 'the response is out of date',
    'not-yet-valid': 'the response is dated in the future, so check this computer’s clock',
    'other-base': 'the changes belong to a different revocation list',
    replayed: 'the response is for a different request and may have been replayed, so it can’t be trusted',
    unsupported: 'the response uses an unsupported algorithm or extension',
    'not-needed': 'not needed',
    'not-agreed': 'not contacted, because you didn’t agree',
    cancelled: 'cancelled',
    'address-refused': 'not contacted, because the address is private or on this computer',
    'host-unknown': 'host not found',
    unreachable: 'can’t be reached',
    'too-slow': 'too slow to send a complete response',
    'too-large': 'too large, so it wasn’t downloaded',
    redirected: 'redirected to an unlisted address, which wasn’t contacted',
    'http-error': 'the server returned an error',
  },
  kinds: {
    ocsp: 'online status (OCSP)',
    crl: 'revocation list (CRL)',
    delta: 'latest changes to the list (delta CRL)',
    issuer: 'issuer’s certificate',
  },
  contactsFirst:
    'To check for revocation, CertSteward will contact these addresses from the certificates. The servers may learn which certificate you’re checking:',
  changesFirst:
    'To get the latest changes to the revocation list, CertSteward will contact these addresses from the list or the certificate:',
  changesMissing:
    'The latest changes to the revocation list couldn’t be downloaded, so CertSteward can’t tell whether anything has changed since the list was issued.',
  issuerKept: 'The issuer’s certificate “{{name}}” was added to the vault.',
  plain: 'not encrypted, readable in transit',
  ask: 'Contact these addresses? [y/N]',
  asking: 'Contacting {{host}}',
  noAddress: 'The certificates don’t list any address for checking revocation.',
  kept: '{{count:response}} from an earlier check will be reused.',
  leftOut: 'Left out {{count:address}}, because the certificates list too many.',
  revokedAt: 'Revoked on: {{date}}',
  allowHost: '{{host}} is on a private network. To contact it anyway, add --allow-host {{host}}.',
};

export const revocationTexts: Readonly<Record<Language, RevocationTexts>> = { 'zh-CN': zhCn, en };
