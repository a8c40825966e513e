// SPDX-License-Identifier: Apache-2.0
import type { ErrorCode } from '../../../shared/domain/errors/error-codes.ts';
import type { Language } from '../../../shared/i18n/language.ts';

/** Replacements for shared next steps that name a button or a page. */
export const commandLineSteps: Readonly<Record<Language, Readonly<Partial<Record<ErrorCode, string>>>>> = {
  'zh-CN': {
    'not-confirmed': '[要确认的是：{{question}}]请在终端里确认，或加上 --yes。',
    'not-found': '请用对应的列表命令查看，例如 certsteward list 或 certsteward profiles list。',
    'ambiguous-id': '请多输入几位编号[。匹配的有：{{candidates}}]。',
    'invalid-input': '请运行“certsteward help 命令”，查看可用的值。',
    'file-exists': '请换一个文件名，或加 --yes 覆盖。',
    'vault-missing': '请运行 certsteward import 文件，第一次导入时会新建保险库。',
    'vault-exists': '请使用现有的保险库，或用 --vault 另选文件夹。',
    'vault-locked': '请用 --passphrase-file、--recovery-code-file，或 {{token}} 加 {{pin}} 解锁。',
    'vault-not-accepted': '请运行 certsteward vault accept，查看内容后再信任。',
    'seal-broken': '使用私钥之前，请运行 certsteward log verify 查看改动了什么。',
    'secret-missing':
      '请用 --passphrase-file 或 --recovery-code-file。如果这个命令支持，也可以用 {{token}} 加 {{pin}}。',
    'secret-required': '请用 --passphrase-file 提供主密码。',
    'needs-password': '请用 --password-file 或 --password-stdin 提供密码。',
    'password-required': '请用 --password-file 给新文件设置密码。',
    'passphrase-weak':
      '请至少用 8 个字符，避开常用词、姓名、日期和键盘顺序。[如果接收文件的一方要求用弱密码，请加 {{option}}。]',
    'recovery-unsaved': '请用 --recovery-code-file 提供写下的恢复码，或用 --passphrase-file 提供主密码。',
    'last-protector':
      '请先用 certsteward vault passphrase 设置主密码，或用 certsteward vault recovery-code 生成恢复码。',
    'backup-missing':
      '请先备份：certsteward backup create --to 文件夹。如果不备份也要删除，请给 certsteward delete 加上 --force，删除后 30 天内可以恢复。',
    'backup-unprotected': '请用 --recovery-code-file 提供写下的恢复码，或用 --password-file 单独设置备份的密码。',
    'not-a-backup': '请选择名称以 certsteward-backup- 开头的 .tar 文件。证书文件请用 certsteward import。',
    'not-a-vault-file': '请选择用 certsteward vault export 导出的文件。证书文件请用 certsteward import。',
    'last-key-copy':
      '请先用 certsteward stores import 把私钥导入保险库。如果不导入也要移除，请给 certsteward stores remove 加上 --force。',
    'already-installed': '请用 certsteward stores test ID --store 证书库 测试证书能不能用。',
    'not-installed': '请用 certsteward stores inventory 查看证书安装在哪里。',
    'not-exportable': '请向机构申请一张私钥可以导出的证书，或用 --certificate-only 只导入证书。',
    'proof-failed':
      '如果安装在浏览器或系统里，请用 certsteward stores remove 移除，重新安装，再测试一次。如果是网站拒绝，请询问网站或机构。如果在 USB Key 里，请联系发放 USB Key 的机构。',
    'store-not-found': '请用 certsteward stores list 查看证书库的编号。',
    'store-needs-password': '请用 --store-password-file 提供浏览器的主密码。',
    'module-not-allowed': '请运行 certsteward tokens modules add 路径，查看来源后再允许。',
    'token-not-found': '请插入后再试。可用 certsteward tokens list 查看已插入的 USB Key。',
    'token-key-unfit':
      '请用 --key 另选一个密钥，或先运行 certsteward tokens manage --token 序列号 --on，再由证书管家生成合适的密钥。',
    'token-not-managed': '请先运行 certsteward tokens manage --token 序列号 --on。银行发的 USB Key 请不要改动。',
    'token-not-empty':
      '请先用 certsteward tokens objects --token 序列号 查看有哪些证书。确认可以清除后，请给 certsteward tokens init 加上 --force。',
    'pin-locked': '请用 certsteward tokens pin unblock 设置新的 PIN，或联系发放这个 USB Key 的机构。',
    'pin-needed': '请[用 {{option}} ]提供 PIN。',
    'pin-not-set': '请运行 certsteward tokens pin unblock，用管理员 PIN 设置 PIN。',
    'profile-exists':
      '请将不同之处与官方资料核对。如需替换，请先用 certsteward profiles remove 名称 移除原来的指南，再导入这个文件并核对网站域名。',
    'host-mismatch':
      '请按机构的信函或卡片输入网站域名，再试一次。如果确实与指南里的不同，请运行 certsteward profiles remove 名称。',
    'anchor-needed':
      '请把 SHA-256 指纹与官方资料上的核对。如果一致，请用 --pin-sha256 填写，或用 --anchor 指定机构的证书。',
    'code-missing':
      '请加上 --reference 和 --code-file。已保存的申请请用 certsteward pending check 提交，同样加上这两个选项。',
    'code-refused':
      '请核对机构提供的参考号和授权码，再试一次。已保存的申请请用 certsteward pending check。连续输错可能会被机构锁定。',
    'request-declined':
      '请向机构询问原因。证书申请会保留：重新提交用 certsteward pending check ID，删除用 certsteward pending delete ID。',
    'authority-key-consent':
      '最好用 --key vault 由证书管家生成私钥。如果机构只允许由机构生成，请加 --accept-authority-key。',
    'needs-replacement':
      '请用 certsteward enrol --replaces ID 申请新证书。如果已经找回，请先运行 certsteward revoke ID --undo。',
    'response-mismatch': '请确认这是本次申请的文件。如果仍要保存这张证书，请用 certsteward import 文件。',
    'server-reply-unusable':
      '请稍后再试，已保存的申请可用 certsteward pending check 再次查询。如果问题仍然存在，请联系机构。',
    'server-password-missing': '请用 --webdav-password-file 提供服务器的密码。',
    'address-refused': '请填写以 https:// 开头的完整网址，网址里不要有密码。',
    internal: '请再试一次。如果仍然出现，请设置 CERTSTEWARD_DEBUG=1 查看详情。',
  },
  en: {
    'not-confirmed': '[To confirm: {{question}} ]Confirm on a terminal, or add --yes.',
    'not-found':
      'To see what there is, run the matching list command, such as certsteward list or certsteward profiles list.',
    'ambiguous-id': 'Enter the ID, or more digits of it[. These match: {{candidates}}].',
    'invalid-input': 'Check it and try again. To see the accepted values, run certsteward help COMMAND.',
    'file-exists': 'Choose another file name, or add --yes to replace the existing file.',
    'vault-missing': 'Run certsteward import FILE. The first import creates the vault.',
    'vault-exists': 'Use the existing vault, or choose another folder with --vault.',
    'vault-locked': 'Unlock it with --passphrase-file, --recovery-code-file, or {{token}} and {{pin}}.',
    'vault-not-accepted': 'To review the vault and accept it, run certsteward vault accept.',
    'seal-broken': 'Before you use the private keys, run certsteward log verify to see what changed.',
    'secret-missing':
      'Add --passphrase-file or --recovery-code-file, or {{token}} with {{pin}} if the command accepts them.',
    'secret-required': 'Add --passphrase-file.',
    'needs-password': 'Provide its password with --password-file or --password-stdin.',
    'password-required': 'Set a password for the new file with --password-file.',
    'passphrase-weak':
      'Use at least 8 characters, without common words, names, dates or keyboard patterns.[ If the recipient requires a weak password, add {{option}}.]',
    'recovery-unsaved':
      'Use --recovery-code-file for the recovery code you wrote down, or --passphrase-file for the passphrase.',
    'last-protector':
      'First set a passphrase with certsteward vault passphrase, or make a recovery code with certsteward vault recovery-code.',
    'backup-missing':
      'Back them up first with certsteward backup create --to DIR. To delete them without a backup, add --force to certsteward delete. You can then restore them for 30 days.',
    'backup-unprotected': 'Add --recovery-code-file or --password-file.',
    'not-a-backup':
      'Choose a .tar file whose name begins with certsteward-backup-. Import certificate files with certsteward import.',
    'not-a-vault-file':
      'Choose a file from certsteward vault export. Import certificate files with certsteward import.',
    'last-key-copy':
      'First import the key into the vault with certsteward stores import. To remove the key without importing it, add --force to certsteward stores remove.',
    'already-installed': 'To check that the certificate works, run certsteward stores test ID --store STORE.',
    'not-installed': 'To see where the certificate is installed, run certsteward stores inventory.',
    'not-exportable':
      'Ask the issuer for a certificate with an exportable key, or import only the certificate with --certificate-only.',
    'proof-failed':
      'If the certificate is in a browser or the system, remove it with certsteward stores remove, install it again and repeat the test. If a site refused it, ask the site or the CA. If it is on a USB key, ask the issuer of the USB key.',
    'store-not-found': 'To see the IDs of the stores, run certsteward stores list.',
    'store-needs-password': 'Provide the browser’s primary password with --store-password-file.',
    'module-not-allowed': 'To see where the module comes from and allow it, run certsteward tokens modules add PATH.',
    'token-not-found': 'Plug it in and try again. To see connected USB keys, run certsteward tokens list.',
    'token-key-unfit':
      'Choose a different key with --key. Or run certsteward tokens manage --token SERIAL --on, and let CertSteward make a suitable key.',
    'token-not-managed':
      'Run certsteward tokens manage --token SERIAL --on first. Leave a USB key from your bank protected.',
    'token-not-empty':
      'To see which certificates would be lost, run certsteward tokens objects --token SERIAL. To erase them, add --force to certsteward tokens init.',
    'pin-locked': 'Set a new PIN with certsteward tokens pin unblock, or contact the issuer of the USB key.',
    'pin-needed': 'Provide the PIN[ with {{option}}].',
    'pin-not-set': 'Set a PIN with certsteward tokens pin unblock and the SO PIN.',
    'profile-exists':
      'Compare the differences with official documents. To replace the guide you confirmed, remove it with certsteward profiles remove NAME. Then import this file and confirm its host.',
    'host-mismatch':
      'Copy the host from the CA’s letter or card and try again. If the host really differs from the one in the guide, run certsteward profiles remove NAME.',
    'anchor-needed':
      'Compare the SHA-256 fingerprint with the one in official documents. If they match, pass the fingerprint with --pin-sha256, or pass the CA certificate with --anchor.',
    'code-missing':
      'Add --reference and --code-file. For a saved request, run certsteward pending check with --reference and --code-file.',
    'code-refused':
      'Compare the reference number and code with those the CA gave you, then try again. For a saved request, run certsteward pending check. Too many wrong codes may lock you out.',
    'request-declined':
      'Ask the CA for the reason. Certificate requests stay saved. To send one again, run certsteward pending check ID. To delete it, run certsteward pending delete ID.',
    'authority-key-consent':
      'It is better to let CertSteward make the key with --key vault. If the CA does not allow that, add --accept-authority-key.',
    'needs-replacement':
      'Apply for a replacement with certsteward enrol --replaces ID. If you found the certificate, run certsteward revoke ID --undo first.',
    'response-mismatch':
      'Check that this is the file for your request. To keep the certificate anyway, run certsteward import FILE.',
    'server-reply-unusable':
      'Try again later. If certsteward pending lists the request, send it again with certsteward pending check. If it keeps happening, tell the CA.',
    'server-password-missing': 'Provide the server’s password with --webdav-password-file.',
    'address-refused': 'Enter a complete address that starts with https://, without a password in it.',
    internal: 'Try again. If it happens again, set CERTSTEWARD_DEBUG=1 to see details.',
  },
};
