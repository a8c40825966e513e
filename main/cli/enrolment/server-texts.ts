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
  contact: '正在联系 {{host}}',
  keepAnchor: '信任以上根证书，只用于 {{host}}，并随办理指南保存吗？(y/N) ',
  anchorKept: '已保存，以后更新 {{host}} 的证书不用再指定 --anchor。',
  anchorNotKept: '保险库没有打开，根证书只用这一次。给出主密码即可保存。',
  confirmContact: '现在联系 {{host}}？(y/N) ',
  code: '授权码：',
  waiting: '申请 {{id}} 已发给 {{host}}，颁发机构正在处理[；请在 {{minutes}} 分钟后]运行 pending check。',
  waitingForRenewal: '更新申请 {{id}} 已发给 {{host}}，颁发机构正在处理[；请在 {{minutes}} 分钟后]再运行一次 renew。',
  renewed: '旧证书 {{old}} 仍可使用，它的私钥保留，用来解密以前的内容。',
  nothingToAsk: '没有等待服务器答复的申请。',
  unconfirmed: '证书已经存好，但没能告诉颁发机构已收到；它可能因此吊销这张证书。请向它询问，或稍后检查吊销状态。',
  authorityKey: '请注意：这里由颁发机构生成您的私钥，因此它知道这个私钥。更好的办法是让本程序生成私钥（--key vault）。',
  authorityKeyArrived: '它的私钥由颁发机构生成，颁发机构知道这个私钥。',
  lostAnswers:
    '  {{id}} 发出过，但没有收到可以保存的答复[（{{count}} 次）]：颁发机构可能已经签发了一张证书，而私钥已经丢失。请问它，并请它吊销那张证书。',
};

const en: ServerTexts = {
  contact: 'Contacting {{host}}',
  keepAnchor: 'Trust these roots for {{host}} only, and keep them with the profile? (y/N) ',
  anchorKept: 'Kept. Later renewals at {{host}} need no --anchor.',
  anchorNotKept: 'The vault is locked, so the root is used this once. Give the passphrase to keep it.',
  confirmContact: 'Contact {{host}} now? (y/N) ',
  code: 'Authorisation code: ',
  waiting: 'Request {{id}} is with {{host}}, which is working on it. Run pending check[ in {{minutes}} minutes].',
  waitingForRenewal:
    'Renewal {{id}} is with {{host}}, which is working on it. Run renew once more[ in {{minutes}} minutes].',
  renewed: 'The old certificate {{old}} still works; its private key stays, for what was encrypted with it.',
  nothingToAsk: 'No request waits for a server.',
  unconfirmed:
    'The certificate is kept, but the authority could not be told that it arrived, and may revoke it for that. Ask it, or check for revocation later.',
  authorityKey:
    'Please note: here the authority makes your private key, and therefore knows it. It is better to let this program make the key (--key vault).',
  authorityKeyArrived: 'The authority made its private key, and knows it.',
  lostAnswers:
    '  {{id}} was sent and no answer came that could be kept[ ({{count}} times)]: the authority may have issued a certificate whose key is lost. Ask it, and have that one revoked.',
};

export const serverTexts: Record<Language, ServerTexts> = { 'zh-CN': zhCn, en };
