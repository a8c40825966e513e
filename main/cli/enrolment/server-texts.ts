// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../../shared/i18n/language.ts';

export interface ServerTexts {
  readonly contact: string;
  readonly confirmContact: string;
  readonly keepAnchor: string;
  readonly anchorKept: string;
  readonly anchorNotKept: string;
  readonly code: string;
  readonly waiting: string;
  readonly waitingForRenewal: string;
  readonly renewed: string;
  readonly nothingToAsk: string;
  readonly unconfirmed: string;
  readonly authorityKey: string;
  readonly authorityKeyArrived: string;
  readonly lostAnswers: string;
}

const zhCn: ServerTexts = {
  contact: '正在连接 {{host}}',
  keepAnchor: '信任以上根证书并随办理指南保存吗？只用于 {{host}}。[y/N]',
  anchorKept: '根证书已保存，以后连接 {{host}} 更新证书时不用再加 --anchor。',
  anchorNotKept: '保险库已锁定，根证书仅本次使用。给命令加上 --passphrase-file 才能保存。',
  confirmContact: '现在连接 {{host}}？[y/N]',
  code: '授权码：',
  waiting: '申请 {{id}} 已发给 {{host}}，机构正在处理。请[在 {{minutes}} 分钟后]运行 certsteward pending check',
  waitingForRenewal:
    '更新证书的申请 {{id}} 已发给 {{host}}，机构正在处理。请[在 {{minutes}} 分钟后]再运行一次 certsteward renew',
  renewed: '旧证书 {{old}} 仍可使用，私钥会保留，以前加密的内容仍可解密。',
  nothingToAsk: '没有等待服务器回复的申请。',
  unconfirmed: '证书已保存，但未能向机构确认已收到，机构可能会吊销证书。请联系机构，或稍后查询吊销状态。',
  authorityKey: '请注意：您的私钥由机构生成，机构留有副本。最好用 --key vault 由证书管家生成。',
  authorityKeyArrived: '私钥由机构生成，机构留有副本。',
  lostAnswers:
    '  申请 {{id}} 已发出，但没有收到可用的回复[（{{count:time}}）]。机构可能已签发证书，但私钥已丢失，请联系机构吊销这张证书。',
};

const en: ServerTexts = {
  contact: 'Contacting {{host}}',
  keepAnchor: 'Trust these roots for {{host}} only, and save them with the guide? [y/N]',
  anchorKept: 'Saved. You will not need --anchor for later renewals at {{host}}.',
  anchorNotKept:
    'The vault is locked, so the root certificate is only used this time. To save it, add --passphrase-file.',
  confirmContact: 'Contact {{host}} now? [y/N]',
  code: 'Authorisation code:',
  waiting:
    'Request {{id}} was sent to {{host}}. The CA is working on it. Run certsteward pending check[ in {{minutes}} min].',
  waitingForRenewal:
    'Renewal {{id}} was sent to {{host}}. The CA is working on it. Run certsteward renew again[ in {{minutes}} min].',
  renewed: 'The old certificate {{old}} still works. Its private key is kept so that you can decrypt old files.',
  nothingToAsk: 'No request is pending at a server.',
  unconfirmed:
    'The certificate is saved, but CertSteward could not tell the CA that it arrived. The CA may revoke it. Ask the CA, or check for revocation later.',
  authorityKey:
    'Note that the CA will make your private key and keep a copy. It is better to let CertSteward make the key with --key vault.',
  authorityKeyArrived: 'The CA made this private key and has a copy.',
  lostAnswers:
    '  Request {{id}} was sent, but no usable response arrived[ ({{count:time}})]. The CA may have issued a certificate whose key is lost. Ask the CA to revoke that certificate.',
};

export const serverTexts: Record<Language, ServerTexts> = { 'zh-CN': zhCn, en };
