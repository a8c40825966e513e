// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../../shared/i18n/language.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';

const sheets: Readonly<Record<Language, readonly string[]>> = {
  'zh-CN': [
    '恢复码 · 证书管家 CertSteward',
    '保险库 {{vault}} · {{date}}',
    '',
    '{{code}}',
    '',
    '用途：解锁这个保险库及今后的备份，无需联网。',
    '使用方法：certsteward vault unlock --recovery-code-file 文件，或在证书管家里点“解锁”，再点“忘记主密码”。',
    '没有证书管家时：用 age 程序打开备份里的 recovery.age（命令：age -d recovery.age），密码是完整的恢复码，字母大写，各组之间加横线。',
    '保管方法：像存折一样收好，不要放在电脑旁边。如果丢失，请用 certsteward vault recovery-code 更换。',
  ],
  en: [
    'Recovery code · CertSteward',
    'Vault {{vault}} · {{date}}',
    '',
    '{{code}}',
    '',
    'What it opens: this vault and backups made from now on. You do not need an internet connection.',
    'How to use it: run certsteward vault unlock --recovery-code-file FILE, or open CertSteward and choose “Unlock”, then “Forgot passphrase”.',
    'Without CertSteward: open recovery.age in a backup with the program age (age -d recovery.age). The passphrase is the whole code in capitals, with dashes between the groups.',
    'How to keep it: look after it like a passport and never leave it near the computer. If you lose it, make a new code with certsteward vault recovery-code.',
  ],
};

export function recoverySheetText(
  language: Language,
  { code, vaultId, date }: { readonly code: string; readonly vaultId: string; readonly date: string },
): Uint8Array {
  // The same form as on the app's sheet.
  const name = vaultId.replaceAll('-', '').slice(0, 8).toUpperCase();
  const vault = `${name.slice(0, 4)}-${name.slice(4)}`;
  return Buffer.from(`${fillMessage(sheets[language].join('\n'), { code, vault, date })}\n`);
}
