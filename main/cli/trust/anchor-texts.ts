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
  notSelfIssued: '这不是根证书，而是由别人颁发的。',
  meaning: '信任它以后，凡是它颁发的证书，本程序检验时都算可信。请与颁发机构的官方资料对照指纹。',
  typeFingerprint: '请从官方资料上抄写 SHA-256 的前 8 位（不要照抄屏幕）：',
  trusted: '信任',
  unconfirmed: '未核对',
  unsealed: '未封存',
  none: '还没有自己信任的颁发者。',
  ofSystem: '系统信任的：{{count}} 个',
  removed: '不再信任 {{name}}。',
};

const en: TrustTexts = {
  facts: { subject: 'Subject', issuer: 'Issuer', validity: 'Validity', sha256: 'SHA-256' },
  notSelfIssued: 'This is no root: somebody else issued it.',
  meaning:
    'Once it is trusted, whatever it issued counts as trusted when this program checks it. Compare the fingerprint with official papers of the authority.',
  typeFingerprint: 'Type the first 8 digits of the SHA-256 from official papers (not from the screen): ',
  trusted: 'trusted',
  unconfirmed: 'not compared',
  unsealed: 'not sealed',
  none: 'No authorities of your own yet.',
  ofSystem: 'trusted by the system: {{count}}',
  removed: '{{name}} is no longer trusted.',
};

export const trustTexts: Readonly<Record<Language, TrustTexts>> = { 'zh-CN': zhCn, en };
