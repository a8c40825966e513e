// SPDX-License-Identifier: Apache-2.0
import { exit } from '../runtime/exit-codes.ts';
import type { CommandHelp } from './command-help.ts';

export const vaultHelp: Readonly<Record<string, CommandHelp>> = {
  'vault init': {
    description: {
      'zh-CN':
        '新建保险库，并显示一次恢复码。给了主密码就用主密码保护；系统密钥库可用时也用它保护。首次导入也会自动新建保险库，所以这一步可以省略。',
      en: 'Creates the vault and shows its recovery code once. It is protected by the passphrase if one is given, and by the OS secret store where that works. The first import creates the vault too, so this step may be left out.',
    },
    examples: [
      {
        line: 'certsteward vault init',
        'zh-CN': '由系统密钥库和恢复码保护',
        en: 'protected by the OS secret store and a recovery code',
      },
      {
        line: 'certsteward vault init --passphrase-file secret.txt',
        'zh-CN': '另加主密码',
        en: 'with a passphrase as well',
      },
    ],
    exits: [exit.password],
    seeAlso: ['vault status', 'import'],
  },
  'vault accept': {
    description: {
      'zh-CN':
        '列出保险库里已信任的根证书（主体和 SHA-256）和已核对的办理指南（主机），确认后在本机起作用。在本机新建的保险库无需接受；用 --vault 打开的、复制来的保险库在接受之前，这些都不起作用。不需要任何密码。',
      en: 'Lists the trusted roots (subject and SHA-256) and the confirmed profiles (host) of the vault. Once you confirm, they count on this computer. A vault made here needs no acceptance. In one that was copied here or opened with --vault they don’t count before. Needs no secret.',
    },
    examples: [
      {
        line: 'certsteward vault accept --vault /media/usb/vault',
        'zh-CN': '查看并接受',
        en: 'see and accept it',
      },
    ],
    exits: [exit.notFound, exit.locked],
    seeAlso: ['vault status', 'anchors list', 'profiles list'],
  },
  'vault status': {
    description: {
      'zh-CN': '显示保险库的位置、是否打开、有哪些打开方式，以及证书和私钥的数目。不需要任何密码。',
      en: 'Shows where the vault lies, whether it is open, what opens it, and how many certificates and keys it holds. Needs no secret.',
    },
    examples: [{ line: 'certsteward vault status --json', 'zh-CN': '供脚本使用', en: 'for a script' }],
    exits: [exit.damaged, exit.notFound],
    seeAlso: ['vault verify'],
  },
  'vault unlock': {
    description: {
      'zh-CN':
        '只检查给出的主密码、恢复码或 U盾 能否打开保险库；U盾 的 PIN 只发送一次。命令之间不共享打开状态：需要私钥的命令各自打开。',
      en: 'Only checks that the given passphrase, recovery code or USB token opens the vault; the PIN is sent to the token once. Commands share no open state: each one that needs a key opens the vault for itself.',
    },
    examples: [
      {
        line: 'certsteward vault unlock --passphrase-file secret.txt',
        'zh-CN': '检查主密码',
        en: 'check the passphrase',
      },
      {
        line: 'certsteward vault unlock --recovery-code-stdin < code.txt',
        'zh-CN': '检查抄下的恢复码',
        en: 'check the recovery code that was written down',
      },
      {
        line: 'certsteward vault unlock --token 1a2b3c4d --pin-file pin.txt',
        'zh-CN': '检查 U盾',
        en: 'check a USB token',
      },
    ],
    exits: [exit.password, exit.notFound, exit.locked],
    seeAlso: ['vault status'],
  },
  'vault lock': {
    description: {
      'zh-CN': '让正在运行的 CertSteward 锁定保险库。',
      en: 'Asks a running CertSteward to lock the vault.',
    },
    examples: [{ line: 'certsteward vault lock', 'zh-CN': '离开之前', en: 'before you leave' }],
    exits: [exit.notFound, exit.locked],
    seeAlso: ['vault unlock', 'vault status'],
  },
  'vault verify': {
    description: {
      'zh-CN': '检查保险库是否损坏或被改动，并说明受影响的证书。给了密码时，每把私钥也会打开核对。',
      en: 'Checks the vault for damage and tampering and names the certificates concerned. With a secret every private key is opened and matched too.',
    },
    examples: [
      {
        line: 'certsteward vault verify --passphrase-file secret.txt',
        'zh-CN': '连同私钥一起检查',
        en: 'keys included',
      },
    ],
    exits: [exit.password, exit.damaged, exit.notFound, exit.verification],
    seeAlso: ['log verify', 'vault status', 'vault repair'],
  },
  'vault repair': {
    description: {
      'zh-CN':
        '保险库文件被其他程序加入了触发器、视图等内容时，证书管家不打开它。此命令只复制数据，不带那些内容，并保留原来的密码和封存记录。不需要任何密码。没有 FILE 时复制当前的保险库。',
      en: 'CertSteward does not open a vault in which another program planted triggers, views or the like. This copies the data without them into a new vault, which keeps its passphrase and its seal. Needs no secret. Without FILE it copies the vault in use.',
    },
    examples: [
      {
        line: 'certsteward vault repair --to ./new-vault',
        'zh-CN': '复制到新的文件夹',
        en: 'copy into a new folder',
      },
      {
        line: 'certsteward vault repair ./old.csvault --to ./new-vault',
        'zh-CN': '复制另一个保险库文件',
        en: 'copy another vault file',
      },
    ],
    exits: [exit.damaged, exit.notFound, exit.verification],
    seeAlso: ['vault verify'],
  },
  'vault passphrase': {
    description: {
      'zh-CN':
        '设置或修改主密码。忘了旧密码时可改用恢复码。加 --rekey 会换掉保险库的身份，并重新加密每把私钥；旧的副本和备份仍可用旧密码打开。',
      en: 'Sets or changes the passphrase; a recovery code stands in for a lost one. With --rekey the vault gets a new identity and every key is encrypted again; old copies and backups still open with the old secret.',
    },
    examples: [
      {
        line: 'certsteward vault passphrase --passphrase-file old.txt --new-passphrase-file new.txt',
        'zh-CN': '修改',
        en: 'change it',
      },
      {
        line: 'certsteward vault passphrase --recovery-code-file code.txt --new-passphrase-file new.txt',
        'zh-CN': '忘记旧密码',
        en: 'after it was lost',
      },
    ],
    exits: [exit.password, exit.notFound, exit.locked],
    seeAlso: ['vault recovery-code', 'vault protector remove'],
  },
  'vault protector add': {
    description: {
      'zh-CN':
        '给保险库再加一种打开方式。U盾 要有一个能解密的 RSA 密钥：用已有的（有几个时用 --key 指明），没有就在您自己管理的 U盾 里生成一个；先试开一次，成功才算数。U盾 不能是唯一的打开方式。',
      en: 'Adds another way to open the vault. A USB token needs an RSA key that can decrypt: one that is there is used (--key says which of several), else one is made where its owner manages the token. It has to open the vault in a trial before it counts, and is never the only way in.',
    },
    examples: [
      {
        line: 'certsteward vault protector add os-store --passphrase-file secret.txt',
        'zh-CN': '加上系统密钥库',
        en: 'the OS secret store',
      },
      {
        line: 'certsteward vault protector add token --token 1a2b3c4d --pin-file pin.txt --passphrase-file secret.txt',
        'zh-CN': '加上 U盾',
        en: 'a USB token',
      },
    ],
    exits: [exit.password, exit.unsupported, exit.notFound, exit.locked, exit.verification],
    seeAlso: ['vault protector remove', 'vault passphrase', 'tokens manage'],
  },
  'vault protector remove': {
    description: {
      'zh-CN':
        '去掉一种打开方式，并换掉保险库的身份，使去掉的方式再也打不开它。最后一种不能去掉，也不能只剩 U盾。去掉 U盾 时不需要插着它。',
      en: 'Takes a way to open the vault away and gives the vault a new identity, so that it opens nothing any more. The last one cannot be removed, nor the last one beside a USB token. The token need not be there when it is removed.',
    },
    examples: [
      {
        line: 'certsteward vault protector remove os-store --passphrase-file secret.txt',
        'zh-CN': '不再由系统密钥库打开',
        en: 'the OS secret store opens it no longer',
      },
    ],
    exits: [exit.password, exit.notFound, exit.locked],
    seeAlso: ['vault protector add', 'vault passphrase'],
  },
  'vault recovery-code': {
    description: {
      'zh-CN': '生成新的恢复码，只显示一次；旧恢复码随即对这个保险库失效。',
      en: 'Makes a new recovery code and shows it once; the former one no longer opens this vault.',
    },
    examples: [
      {
        line: 'certsteward vault recovery-code --passphrase-file secret.txt',
        'zh-CN': '换一个恢复码',
        en: 'a new code',
      },
    ],
    exits: [exit.password, exit.notFound, exit.locked],
    seeAlso: ['vault unlock', 'vault passphrase'],
  },
  'vault export': {
    description: {
      'zh-CN': '把整个保险库写成一个文件，用来换电脑。文件仍由同样的主密码和恢复码保护。',
      en: 'Writes the whole vault into one file, for another computer. The file opens with the same passphrase and recovery code.',
    },
    examples: [{ line: 'certsteward vault export my-vault.csvault', 'zh-CN': '写成一个文件', en: 'one file' }],
    exits: [exit.password, exit.notFound, exit.locked],
    seeAlso: ['vault import', 'vault verify'],
  },
  'vault import': {
    description: {
      'zh-CN': '把 vault export 写出的文件并入这里的保险库。',
      en: 'Takes a file that vault export wrote into the vault of this computer.',
    },
    examples: [
      {
        line: 'certsteward vault import my-vault.csvault --passphrase-file secret.txt',
        'zh-CN': '并入',
        en: 'merge it',
      },
    ],
    exits: [exit.password, exit.damaged, exit.notFound, exit.locked],
    seeAlso: ['vault export'],
  },
};
