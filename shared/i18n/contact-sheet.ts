// SPDX-License-Identifier: Apache-2.0
import type { LossKind } from '../schemas/certificates/loss.ts';
import type { Language } from './language.ts';

export interface ContactSheetTexts {
  readonly title: string;
  readonly notContacted: string;
  readonly authority: string;
  readonly authorityUnknown: string;
  readonly unverified: string;
  readonly address: string;
  readonly phone: string;
  readonly email: string;
  readonly page: string;
  readonly hours: string;
  readonly certificate: string;
  readonly holder: string;
  readonly issuer: string;
  readonly serial: string;
  readonly serialDecimal: string;
  readonly validity: string;
  readonly fingerprint: string;
  readonly say: string;
  readonly saying: Readonly<Record<LossKind | 'unknown', string>>;
  readonly sayingMany: Readonly<Record<LossKind | 'unknown', string>>;
  readonly one: string;
  readonly counted: string;
  readonly ready: string;
  readonly usual: readonly string[];
  readonly steps: string;
  readonly notified: string;
  readonly reference: string;
  readonly clerk: string;
  readonly colon: string;
}

const zhCn: ContactSheetTexts = {
  title: '证书挂失单',
  notContacted: '证书管家没有联系机构。机构受理后，证书才会吊销。',
  authority: '机构',
  authorityUnknown:
    '没有这家机构的办理指南。客服电话在银行卡、USB Key（U盾）或机构的通知上，不要用短信或搜索广告里的号码。',
  unverified: '下面的联系方式来自尚未核对的办理指南，请先与官方资料核对。',
  address: '网址',
  phone: '电话',
  email: '邮箱',
  page: '联系网页',
  hours: '服务时间',
  certificate: '证书',
  holder: '持有人',
  issuer: '颁发者',
  serial: '序列号（十六进制）',
  serialDecimal: '序列号（十进制）',
  validity: '有效期（UTC）',
  fingerprint: '指纹（SHA-256）',
  say: '打电话时可以照着念',
  saying: {
    lost: '我的数字证书丢失了，请挂失（吊销）这张证书，我要补办。没有发现被他人使用。',
    stolen: '我的数字证书被他人拿走了，密钥可能泄露，请立即挂失（吊销）这张证书。',
    'key-exposed': '我的数字证书的私钥或密码可能被他人看到或复制，请立即吊销这张证书。吊销原因：密钥泄露。',
    unknown: '我要挂失（吊销）这张数字证书。',
  },
  sayingMany: {
    lost: '我的这些数字证书丢失了，请挂失（吊销），我要补办。没有发现被他人使用。',
    stolen: '我的这些数字证书被他人拿走了，密钥可能泄露，请立即挂失（吊销）。',
    'key-exposed': '我的这些数字证书的私钥或密码可能被他人看到或复制，请立即吊销。吊销原因：密钥泄露。',
    unknown: '我要挂失（吊销）这些数字证书。',
  },
  one: '证书的持有人是{{name}}，序列号是 {{serial}}。',
  counted: '共 {{count}} 张证书，我逐一报序列号。',
  ready: '请准备好',
  usual: [
    '申请证书时用的身份证件',
    '申请时登记的手机',
    '上面的序列号和颁发者',
    '发现遗失的时间，以及此后是否有非本人的操作',
  ],
  steps: '这家机构的挂失步骤',
  notified: '通知时间',
  reference: '受理编号',
  clerk: '受理人姓名或工号',
  colon: '：',
};

const en: ContactSheetTexts = {
  title: 'Certificate lost or stolen: contact sheet',
  notContacted: 'CertSteward hasn’t contacted the CA. A certificate isn’t revoked until the CA confirms it.',
  authority: 'CA',
  authorityUnknown:
    'You don’t have a guide for this CA. Get its phone number from your bank card, the USB key or a letter from the CA, never from a text message or an ad.',
  unverified:
    'These contact details come from a guide you haven’t confirmed. Compare them with official documents first.',
  address: 'Website',
  phone: 'Phone',
  email: 'Email',
  page: 'Contact page',
  hours: 'Hours',
  certificate: 'Certificate',
  holder: 'Holder',
  issuer: 'Issuer',
  serial: 'Serial number (hex)',
  serialDecimal: 'Serial number (decimal)',
  validity: 'Validity (UTC)',
  fingerprint: 'Fingerprint (SHA-256)',
  say: 'Read this out on the phone',
  saying: {
    lost: 'I’ve lost my digital certificate. Please revoke it. I want to apply for a new one. I don’t know of any misuse.',
    stolen: 'My digital certificate was stolen. Please revoke it immediately. The reason is key compromise.',
    'key-exposed':
      'Someone may have seen or copied the private key of my digital certificate, or its password. Please revoke it immediately. The reason is key compromise.',
    unknown: 'Please revoke this digital certificate.',
  },
  sayingMany: {
    lost: 'I’ve lost these digital certificates. Please revoke them. I want to apply for new ones. I don’t know of any misuse.',
    stolen: 'These digital certificates were stolen. Please revoke them immediately. The reason is key compromise.',
    'key-exposed':
      'Someone may have seen or copied the private keys of these digital certificates, or their passwords. Please revoke them immediately. The reason is key compromise.',
    unknown: 'Please revoke these digital certificates.',
  },
  one: 'The certificate is “{{name}}”, serial number {{serial}}.',
  counted: 'There are {{count}} certificates. I’ll read you the serial numbers one by one.',
  ready: 'Have this ready',
  usual: [
    'The identity document you applied with',
    'The phone number you gave when you applied',
    'The serial number and issuer above',
    'When you noticed the loss, and any activity since then that wasn’t yours',
  ],
  steps: 'Steps for this CA',
  notified: 'CA notified',
  reference: 'Reference number',
  clerk: 'Name of the person you spoke to',
  colon: ': ',
};

export const contactSheetTexts: Record<Language, ContactSheetTexts> = { 'zh-CN': zhCn, en };
