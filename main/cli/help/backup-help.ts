// SPDX-License-Identifier: Apache-2.0
import { exit } from '../runtime/exit-codes.ts';
import type { CommandHelp } from './command-help.ts';

export const backupHelp: Readonly<Record<string, CommandHelp>> = {
  'backup create': {
    description: {
      'zh-CN':
        '写一份加密的备份，写完马上从那里读回来试恢复：每个校验值都对，每个私钥都签名，才算成功，文件这时才有名字。主密码打开备份，已保存的恢复码也打开；给出 password 时改用它。主密码只在第一次备份时需要输入。同一个地方保留最近 5 份和 12 个月里每月最新的一份。token:SERIAL 把备份写进由你自己管理的 U盾：能存放数据的 U盾 才行，先试写再写。--key-copy 改为把一张证书的私钥复制到 U盾：能在那里使用，但不能再读出，也不算备份。在 U盾 上生成的私钥不能备份。',
      en: 'Writes an encrypted backup and reads it back from where it lies: only when every checksum holds and every key has signed is it a success, and only then does the file get its name. The passphrase opens it, and so does a recovery code that is saved; a password that is given takes the place of the passphrase. The passphrase is needed for the first backup alone. One place keeps the newest five, and the newest of each of twelve months. token:SERIAL writes it onto a token that you manage yourself and that takes data, which is tried first. --key-copy puts the key of one certificate on the token instead: it can be used there and never be read out again, and is no backup. A key that was made on a token cannot be backed up.',
    },
    examples: [
      {
        line: 'certsteward backup create --to /media/usb --passphrase-file secret.txt',
        'zh-CN': '全部，到 U 盘',
        en: 'everything, onto a drive',
      },
      {
        line: 'certsteward backup create --to webdav:https://cloud.example/dav/backups --webdav-user zhang --webdav-password-file p.txt',
        'zh-CN': '到云端（WebDAV）；离开电脑的只有密文',
        en: 'onto a WebDAV server; nothing but ciphertext leaves the computer',
      },
      {
        line: 'certsteward backup create --only-unsaved --to /media/usb',
        'zh-CN': '只备份还没有备份的',
        en: 'only what no backup holds yet',
      },
      {
        line: 'certsteward backup create label:Bank --to ~/backups --password-file other.txt',
        'zh-CN': '一个证书，用另一个密码',
        en: 'one certificate, under a password of its own',
      },
      {
        line: 'certsteward backup create label:Bank --to token:0123456789abcdef --pin-file pin.txt',
        'zh-CN': '一个证书，到 U盾',
        en: 'one certificate, onto a token',
      },
      {
        line: 'certsteward backup create --to /media/usb --vault-token 0123456789abcdef --vault-pin-file vault-pin.txt',
        'zh-CN': '用 U盾 打开保险库',
        en: 'with the vault opened by a USB token',
      },
    ],
    exits: [exit.usage, exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.locked, exit.verification],
    seeAlso: ['backup verify', 'backup restore', 'backup history', 'tokens manage'],
  },
  'backup verify': {
    description: {
      'zh-CN':
        '再检查一次备份。给出密码或恢复码时打开它并试恢复；没有时只核对这份做过的备份一个字节也没有变。结果记在备份记录里。',
      en: 'Looks at a backup again. With a password or the recovery code it is opened and restored in rehearsal; without one, a backup of the history is compared octet by octet with what was rehearsed. What was found goes into the history.',
    },
    examples: [
      {
        line: 'certsteward backup verify /media/usb/certsteward-backup-20261125-090000.tar --recovery-code-file code.txt',
        'zh-CN': '用恢复码打开',
        en: 'through the recovery code',
      },
    ],
    exits: [exit.password, exit.unsupported, exit.damaged, exit.notFound],
    seeAlso: ['backup history', 'backup restore'],
  },
  'backup restore': {
    description: {
      'zh-CN':
        '从备份取回证书、私钥、备注和标签，一次完成，或者完全不动。已有的证书（包括在最近删除里的）保留自己的备注和状态，缺的补上；有不同时 --theirs 以备份里的为准，遗失登记和被新证书取代的记录也只有这样才取回。没有保险库时新建一个。信任锚取回后先不算数，要重新核对指纹。--dry-run 只显示会发生什么。',
      en: 'Takes certificates, keys, notes and tags back, all of it or nothing. What is there already, also in Recently deleted, keeps what it has and gets what it lacks; where both differ --theirs takes the word of the backup instead, and only so do a report of loss and a successor come back for it. Where there is no vault one is made. Trust anchors come back without counting: each fingerprint is to be compared again. --dry-run only tells what would happen.',
    },
    examples: [
      {
        line: 'certsteward backup restore backup.tar --recovery-code-file code.txt --passphrase-file new.txt',
        'zh-CN': '在新电脑上',
        en: 'on a new computer',
      },
      {
        line: 'certsteward backup restore backup.tar --passphrase-file secret.txt --dry-run',
        'zh-CN': '先看看',
        en: 'a look first',
      },
    ],
    exits: [exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.locked],
    seeAlso: ['backup verify', 'import'],
  },
  'backup history': {
    description: {
      'zh-CN': '列出做过的备份、它们在哪里、最近一次检查的结果；--json 还给出每个还没有备份的证书。',
      en: 'Lists the backups that were made, where they lie and what their last look found; --json names every certificate that no backup holds as it is now.',
    },
    examples: [{ line: 'certsteward backup history --json', 'zh-CN': '给脚本', en: 'for a script' }],
    exits: [exit.notFound],
    seeAlso: ['backup create', 'backup verify'],
  },
};
