// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../../shared/i18n/language.ts';

export interface DemoCaTexts {
  readonly running: string;
  readonly address: string;
  readonly fingerprint: string;
  readonly code: string;
  readonly written: string;
  readonly profile: string;
  readonly howTo: string;
  readonly ended: string;
}

const zhCn: DemoCaTexts = {
  running:
    '试用 CA 正在这台电脑上运行，只供试用，不受任何人信任；新申请的证书 {{days}} 天后到期，更新后的有效一年。按 Ctrl-C 结束。',
  address: '网址：{{url}}',
  fingerprint: '它的证书 (SHA-256)：{{sha256}}',
  code: '授权码：{{code}}（人人知道，不是秘密）',
  written: '申请方案已写到 {{file}}',
  profile: '申请方案（存成 demo.json）：',
  howTo: '在另一个终端里申请，再更新：',
  ended: '试用 CA 已结束，它的私钥只在内存里，已不存在。',
};

const en: DemoCaTexts = {
  running:
    'The try-out CA runs on this computer, for trying out alone: nobody trusts it. What is applied for ends after {{days}} days, a renewed one after a year. Ctrl-C ends it.',
  address: 'Address: {{url}}',
  fingerprint: 'Its certificate (SHA-256): {{sha256}}',
  code: 'Code: {{code}} (known to everybody, no secret)',
  written: 'The profile is in {{file}}',
  profile: 'The profile (save it as demo.json):',
  howTo: 'In another terminal, apply and then renew:',
  ended: 'The try-out CA has ended. Its private key was in memory only, and is gone.',
};

export const demoCaTexts: Record<Language, DemoCaTexts> = { 'zh-CN': zhCn, en };
