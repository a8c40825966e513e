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
  running: '测试 CA 正在这台电脑上运行，浏览器不信任这个 CA。证书有效 {{days}} 天，更新后有效一年。按 Ctrl+C 结束。',
  address: '网址：{{url}}',
  fingerprint: '根证书（SHA-256）：{{sha256}}',
  code: '授权码：{{code}}（固定不变，无需保密）',
  written: '办理指南已保存到 {{file}}',
  profile: '办理指南（请保存为 demo.json）：',
  howTo: '在另一个终端里申请证书，再更新证书：',
  ended: '测试 CA 已停止。私钥只在内存里，现已清除。',
};

const en: DemoCaTexts = {
  running:
    'The practice CA is running on this computer. No browser trusts it. It issues {{days}}-day certificates, and renewed ones are valid for a year. Press Ctrl+C to stop the practice CA.',
  address: 'Address: {{url}}',
  fingerprint: 'Root certificate (SHA-256): {{sha256}}',
  code: 'Code: {{code}} (the same for everyone, not a secret)',
  written: 'Guide saved to {{file}}',
  profile: 'Guide (save it as demo.json):',
  howTo: 'In another terminal, apply for a certificate and then renew it:',
  ended: 'The practice CA has stopped. Its private key was only in memory and no longer exists.',
};

export const demoCaTexts: Record<Language, DemoCaTexts> = { 'zh-CN': zhCn, en };
