// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../../shared/i18n/language.ts';

export interface TrustTexts {
  readonly facts: Readonly<Record<'subject' | 'issuer' | 'validity' | 'sha256', string>>;
  readonly notSelfIssued: string;
  readonly meaning: string;
  readonly typeFingerprint: string;
  readonly trusted: string;
  readonly unconfirmed: string;
  readonly unsealed: string;
  readonly none: string;
  readonly ofSystem: string;
  readonly removed: string;
}

const zhCn: TrustTexts = {
  facts: { subject: '持有人', issuer: '颁发者', validity: '有效期', sha256: 'SHA-256' },
  notSelfIssued: '这不是根证书，而是由另一家机构颁发的。',
  meaning: '信任后，由这张证书颁发的证书在证书管家里都受信任。请把指纹与官方资料上的核对。',
  typeFingerprint: '请按官方资料输入 SHA-256 指纹的前 8 位（不要照着屏幕输入）：',
  trusted: '信任',
  unconfirmed: '尚未核对',
  unsealed: '未确认',
  none: '还没有您自己信任的根证书。',
  ofSystem: '系统信任的：{{count:root}}',
  removed: '不再信任 {{name}}。',
};

const en: TrustTexts = {
  facts: { subject: 'Subject', issuer: 'Issuer', validity: 'Validity', sha256: 'SHA-256' },
  notSelfIssued: 'This is not a root certificate. Another CA issued it.',
  meaning:
    'If you trust this certificate, every certificate it issues will be trusted in CertSteward. Compare the fingerprint with the one in official documents.',
  typeFingerprint: 'Type the first 8 digits of the SHA-256 fingerprint from official documents (not from the screen):',
  trusted: 'trusted',
  unconfirmed: 'not confirmed yet',
  unsealed: 'not verified',
  none: 'You have not added any CAs yet.',
  ofSystem: 'Trusted by the system: {{count:root}}',
  removed: '{{name}} is no longer trusted.',
};

export const trustTexts: Readonly<Record<Language, TrustTexts>> = { 'zh-CN': zhCn, en };
