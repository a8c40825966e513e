// SPDX-License-Identifier: Apache-2.0
import { exit } from '../runtime/exit-codes.ts';
import type { CommandHelp } from './command-help.ts';

const changing = [exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.locked];

export const storeHelp: Readonly<Record<string, CommandHelp>> = {
  'stores list': {
    description: {
      'zh-CN':
        '列出这台电脑上浏览器和系统的证书库、它们的状态和里面的证书数。name 是其他命令里的 STORE；只写 chromium 或 firefox 就是默认的那个。',
      en: 'Lists the certificate stores of browsers and of the system, with their state and how much they hold. Its name is the STORE of other commands; chromium or firefox alone is the default one.',
    },
    examples: [{ line: 'certsteward stores list --json', 'zh-CN': '给脚本', en: 'for a script' }],
    exits: [],
    seeAlso: ['stores inventory', 'stores install'],
  },
  'stores inventory': {
    description: {
      'zh-CN': '把保险库和所有浏览器里的证书合成一张表，同一张证书只占一行，并指出缺少私钥、已过期仍在浏览器里等情况。',
      en: 'One table of the vault and every browser, a line for each certificate, telling where a key is missing or an expired certificate is still offered.',
    },
    examples: [
      { line: 'certsteward stores inventory', 'zh-CN': '全部', en: 'everything' },
      {
        line: 'certsteward stores inventory --finding only-in-store',
        'zh-CN': '私钥只在浏览器里的',
        en: 'keys that are in a browser alone',
      },
    ],
    exits: [exit.notFound],
    seeAlso: ['stores list', 'stores import'],
  },
  'stores install': {
    description: {
      'zh-CN': '安装后重新读取，并让那里的私钥签名，通过才算成功。已经安装过的不会再写。根证书不会安装，信任设置不变。',
      en: 'After the install the store is read again and its key has to sign before success is told. A certificate that is there already is refused before anything is written. No root goes in, and no trust changes.',
    },
    examples: [
      { line: 'certsteward stores install label:Bank --to chromium', 'zh-CN': '安装到 Chromium', en: 'in Chromium' },
      {
        line: 'certsteward stores install 3f2a91bc --to firefox:default-esr --store-password-file primary.txt',
        'zh-CN': '设有主密码的 Firefox',
        en: 'in a Firefox with a primary password',
      },
    ],
    exits: [...changing, exit.verification],
    seeAlso: ['stores list', 'stores test', 'stores remove'],
  },
  'stores remove': {
    description: {
      'zh-CN':
        '只移除这一张证书和它的私钥，同名的另一张不动。私钥没有别的副本时要加 --force。浏览器运行时，重新启动后才看不到它。',
      en: 'Removes exactly this certificate and its key, never a namesake. The last copy of a key needs --force. A running browser shows it until it is started anew.',
    },
    examples: [
      {
        line: 'certsteward stores remove 3f2a91bc --from chromium --yes',
        'zh-CN': '不再询问',
        en: 'without a question',
      },
    ],
    exits: changing,
    seeAlso: ['stores inventory', 'stores install'],
  },
  'stores test': {
    description: {
      'zh-CN':
        '重新读取，并让那里的私钥签名。写了 --url 时先显示服务器和它的证书，确认后才用这张证书登录；服务器没有接受时退出码为 8。',
      en: 'Reads the store again and has its key sign. With --url the server and its certificates are shown first, and the login is made after a confirmation; a server that refuses ends with exit code 8.',
    },
    examples: [
      { line: 'certsteward stores test 3f2a91bc --store chromium', 'zh-CN': '不连网', en: 'without a network' },
      {
        line: 'certsteward stores test 3f2a91bc --store chromium --url https://bank.example/login',
        'zh-CN': '登录一个网址',
        en: 'with a login',
      },
    ],
    exits: [...changing, exit.verification],
    seeAlso: ['stores install'],
  },
  'stores import': {
    description: {
      'zh-CN':
        '把浏览器里的证书、私钥和那里的上级证书放进保险库，浏览器里的不动。标记为不可导出的私钥拿不出来，可以用 --certificate-only 只取证书。',
      en: 'Takes certificate, key and the issuers that are there into the vault; the browser keeps its own. A key that is marked as not exportable stays where it is: --certificate-only takes the certificate alone.',
    },
    examples: [{ line: 'certsteward stores import 3f2a91bc --from firefox', 'zh-CN': '连同私钥', en: 'with its key' }],
    exits: changing,
    seeAlso: ['stores inventory', 'import'],
  },
};
