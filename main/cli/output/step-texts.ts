// SPDX-License-Identifier: Apache-2.0
import type { ErrorCode } from '../../../shared/domain/errors/error-codes.ts';
import type { Language } from '../../../shared/i18n/language.ts';

/** Where shared steps assume a window. */
export const commandLineSteps: Readonly<Record<Language, Readonly<Partial<Record<ErrorCode, string>>>>> = {
  'zh-CN': {
    usage: '请用 --help 查看这个命令的用法。',
    'not-confirmed': '[要确认的是：{{question}} ]请在终端里确认，或加上 --yes。',
    'secret-missing': '请用 --passphrase-file 或 --recovery-code-file；支持的命令也可用 --token 加 --pin-file。',
    'recovery-unsaved': '请用 --recovery-code-file 给出抄下的恢复码，或用 --passphrase-file 给出主密码。',
    'backup-missing': '请先备份或导出；加上 --force 仍可删除（30 天内可以恢复）。',
    'last-key-copy': '请先把它导入保险库；加上 --force 可以照样移除。',
    'anchor-needed':
      '请把 SHA-256 与颁发机构的官方资料对照；一致时用 --pin-sha256 给出它，或用 --anchor 给出颁发机构的证书。',
    'code-missing': '请用 pending check 再询问，加上 --reference 和 --code-file。',
    'request-declined':
      '请向颁发机构询问它接受怎样的申请（名称、密钥种类）。然后再次询问（pending check），或删除申请（pending delete）。',
    'authority-key-consent':
      '更好的办法是让本程序生成私钥：加上 --key vault。颁发机构只允许这种方式时，加上 --accept-authority-key。',
    'needs-replacement': '请改为申请一张新的代替它（enrol --replaces）。已经找回的，先取消登记（revoke --undo）。',
    'server-password-missing': '请用 --webdav-password-file 给出服务器的密码。',
  },
  en: {
    usage: 'Use --help to see how this command works.',
    'not-confirmed': '[To be confirmed: {{question}} ]Confirm it on a terminal, or add --yes.',
    'secret-missing':
      'Give --passphrase-file or --recovery-code-file, or --token with --pin-file where the command takes them.',
    'recovery-unsaved':
      'Give the recovery code that you wrote down with --recovery-code-file, or the passphrase with --passphrase-file.',
    'backup-missing':
      'Back them up or export them first; --force deletes them all the same (they can come back for 30 days).',
    'last-key-copy': 'Take it into the vault first; --force removes it all the same.',
    'anchor-needed':
      'Compare the SHA-256 with official papers of the authority. If it is right, give it with --pin-sha256, or the certificate of the authority with --anchor.',
    'code-missing': 'Ask again by pending check with --reference and --code-file.',
    'request-declined':
      'Ask the authority what it takes (names, kind of key). Then ask again (pending check), or delete the request (pending delete).',
    'authority-key-consent':
      'It is better to let this program make the key: --key vault. If the authority leaves no choice, add --accept-authority-key.',
    'needs-replacement':
      'Apply for another one in its place (enrol --replaces). If it was found, take the report back first (revoke --undo).',
    'server-password-missing': 'Give the password of the server with --webdav-password-file.',
  },
};
