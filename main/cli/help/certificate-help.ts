// SPDX-License-Identifier: Apache-2.0
import { exit } from '../runtime/exit-codes.ts';
import type { CommandHelp } from './command-help.ts';

export const certificateHelp: Readonly<Record<string, CommandHelp>> = {
  import: {
    description: {
      'zh-CN':
        '把文件里的证书和私钥放进保险库；没有保险库时先新建，并显示一次恢复码；已有保险库时不需要主密码，给出主密码则先打开保险库，改动立即封存。每个文件是一次完整的写入：要么全进去，要么全不进去。打不开的文件会说明是密码不对、算法不支持、已损坏，还是根本不是证书文件，其余文件照常导入。按 Ctrl-C 会在两个文件之间停下。',
      en: 'Puts the certificates and private keys of files into the vault; a missing vault is created first and its recovery code shown once. One that is there needs no passphrase; with it the vault is opened first, and what goes in is sealed at once. Each file goes in as a whole or not at all. A file that does not open is told apart as wrong password, unsupported algorithm, damaged, or no certificate file, and the others still go in. Ctrl-C stops between two files.',
    },
    examples: [
      {
        line: 'certsteward import bank.pfx --password-file secret.txt',
        'zh-CN': '一个带密码的文件',
        en: 'one file with a password',
      },
      { line: 'certsteward import ~/certificates --recursive', 'zh-CN': '整个文件夹', en: 'a whole folder' },
      {
        line: 'printf %s "$P" | certsteward import bank.pfx --password-stdin --json',
        'zh-CN': '在脚本里',
        en: 'from a script',
      },
    ],
    exits: [exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.locked, exit.interrupted],
    seeAlso: ['inspect', 'list'],
  },
  inspect: {
    description: {
      'zh-CN':
        '说明文件里有什么，或者为什么打不开；什么都不会存下来，也不需要保险库。--batch 的列表每行一个 {"file":…,"password":…|null}，逐行回答。',
      en: 'Says what a file holds, or why it does not open. Nothing is kept, and no vault is needed. The list for --batch has a line {"file":…,"password":…|null} each and is answered line by line.',
    },
    examples: [
      { line: 'certsteward inspect bank.pfx', 'zh-CN': '一个文件', en: 'one file' },
      { line: 'certsteward inspect --batch list.jsonl --json > answers.jsonl', 'zh-CN': '很多文件', en: 'many files' },
    ],
    exits: [exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.interrupted],
    seeAlso: ['import'],
  },
  validate: {
    description: {
      'zh-CN':
        '按 RFC 5280 检验一张证书能不能追溯到受信任的根证书，并用一句话说明不能的原因。中间证书取自文件本身、--with 和保险库；信任系统的根证书、保险库里自己信任的颁发者和 --anchor。不写 --fetch 就什么都不会下载：吊销只看 --crl 给的文件。--fetch 先列出证书里写的地址（OCSP、吊销列表、颁发者证书），同意或加上 --yes 后只联系这些；内部网络和本机的地址不联系，除非写 --allow-host；按环境变量 http_proxy、https_proxy、no_proxy 使用代理。取回的颁发者证书放进保险库（用 ID 指定证书时），导出和安装时一并带上。问不到就是未知（unknown），不会当作没有吊销；加 --revocation required 则未知算无效。不支持的内容一律算无效。ID 是保险库里的一张证书。--batch 的列表每行一个对象，键与选项相同（驼峰写法：file、with、anchor、crl、at、policy、maxDepth……），逐行回答。用于服务器时，颁发者违反 RFC 5280 的细节也算无效；个人证书不计较这些。',
      en: 'Says by RFC 5280 whether a certificate leads to a trusted one, and in a sentence why it does not. Intermediates come from the file itself, --with and the vault; trusted are the system’s anchors, those of your own in the vault, and --anchor. Without --fetch nothing is fetched: revocation is judged by the files of --crl. With it the addresses that stand in the certificates (OCSP, revocation lists, issuers) are shown first, and these alone are contacted once you agree or with --yes; private addresses and this computer only with --allow-host; proxies are those of http_proxy, https_proxy and no_proxy. Issuers that were fetched for a certificate of the vault stay in it, and go along when it is exported or installed. Without an answer the status is unknown, never good; --revocation required refuses that. What is not supported is refused. ID is a certificate of the vault. The list for --batch has an object a line with the options as keys in camelCase (file, with, anchor, crl, at, policy, maxDepth, …) and is answered line by line. For servers an authority’s departures from RFC 5280 are refused that personal certificates are forgiven.',
    },
    examples: [
      { line: 'certsteward validate bank.cer --with ca.p7b', 'zh-CN': '加上中间证书', en: 'with intermediates' },
      {
        line: 'certsteward validate bank.cer --anchor root.cer --crl list.crl',
        'zh-CN': '自己信任的根证书和吊销列表',
        en: 'an anchor of your own, and a revocation list',
      },
      {
        line: 'certsteward validate bank.cer --fetch --revocation required',
        'zh-CN': '询问颁发者有没有吊销',
        en: 'ask the issuers whether it is revoked',
      },
      {
        line: 'certsteward validate site.pem --name bank.example --rules webpki --json',
        'zh-CN': '一个网站的证书',
        en: 'the certificate of a web site',
      },
    ],
    exits: [exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.verification, exit.interrupted],
    seeAlso: ['anchors add', 'inspect', 'show'],
  },
  scan: {
    description: {
      'zh-CN':
        '按内容在文件夹及其所有子文件夹里查找证书、私钥和申请文件，文件名不作为依据。系统的伪文件系统、网络盘（除非写明）和符号链接不进入。--json 时每找到一个输出一行 value：file、kind、state（new、known、needs-password、not-read）、certificates、holdsKeys、copies（共几份），最后一行是 value.summary：files、found、seconds。--import 把不需要密码就能打开的放进保险库；--passwords-file 里每行一个密码，依次尝试。',
      en: 'Finds certificates, private keys and requests in folders and everything below them, by what files hold and not by their names. Pseudo file systems, network drives (unless named) and symbolic links are not entered. With --json each find is one line with value: file, kind, state (new, known, needs-password, not-read), certificates, holdsKeys, copies (how many there are); the last line has value.summary: files, found, seconds. --import puts what opens without a password into the vault; --passwords-file has a password on each line, tried in turn.',
    },
    examples: [
      { line: 'certsteward scan ~/Downloads ~/Documents', 'zh-CN': '两个文件夹', en: 'two folders' },
      { line: 'certsteward scan ~ --import --passwords-file old.txt', 'zh-CN': '找到并导入', en: 'find and import' },
    ],
    exits: [exit.password, exit.notFound, exit.locked, exit.interrupted],
    seeAlso: ['import', 'inspect'],
  },
  list: {
    description: {
      'zh-CN':
        '列出保险库里的证书，最先到期的在前。不需要任何密码。CSV 供表格软件使用，JSON 供脚本使用；身份证号在列表里总是遮住中间。',
      en: 'Lists the certificates of the vault, soonest to expire first. Needs no secret. CSV is for spreadsheets, JSON for scripts; identity numbers are always masked.',
    },
    examples: [
      { line: 'certsteward list --expiring 30', 'zh-CN': '30 天内到期的', en: 'what expires within 30 days' },
      { line: 'certsteward list --search 张 --status valid', 'zh-CN': '按姓名和状态', en: 'by name and status' },
      { line: 'certsteward list --format csv > certificates.csv', 'zh-CN': '给表格软件', en: 'for a spreadsheet' },
    ],
    exits: [exit.notFound],
    seeAlso: ['show', 'check'],
  },
  show: {
    description: {
      'zh-CN':
        '显示一张证书的全部信息。ID 是 SHA-256 指纹、至少 8 位的开头，或 label:标签名。能打开保险库时也显示备注。',
      en: 'Shows everything about one certificate. ID is its SHA-256, a beginning of at least 8 digits, or label:TEXT. The note is shown where the vault can be opened.',
    },
    examples: [
      { line: 'certsteward show 3f2a91bc', 'zh-CN': '按指纹开头', en: 'by the beginning of its fingerprint' },
      { line: 'certsteward show label:Bank --json', 'zh-CN': '按标签名', en: 'by its label' },
    ],
    exits: [exit.password, exit.notFound],
    seeAlso: ['list', 'set', 'export'],
  },
  set: {
    description: {
      'zh-CN':
        '修改一张或多张证书的标签名、使用场所、备注和分类。空文本清除该项。备注加密保存。不需要解锁；给出主密码、恢复码或 U盾 时先解锁，修改当场封存。',
      en: 'Changes label, place of use, note and tags of one or more certificates. An empty text clears a field. Notes are kept encrypted. No unlock is needed; with a passphrase, recovery code or token the vault is opened first, and the change is sealed at once.',
    },
    examples: [
      {
        line: 'certsteward set 3f2a91bc --label Bank --place "ICBC online"',
        'zh-CN': '标签名和场所',
        en: 'label and place',
      },
      {
        line: 'certsteward set 3f2a91bc 77de01aa --tag +work,-old',
        'zh-CN': '给两张证书改分类',
        en: 'tags of two certificates',
      },
    ],
    exits: [exit.password, exit.notFound],
    seeAlso: ['show', 'list'],
  },
  export: {
    description: {
      'zh-CN':
        '把证书取出成文件。写完后重新打开并核对，核对通过才算成功。p12 和 pkcs8 含私钥，需要打开保险库，并要给新文件一个密码。modern 用当前的算法；compatible 供旧版 Windows 和 macOS 使用。',
      en: 'Takes a certificate out as a file. It is opened again and compared before success is told. p12 and pkcs8 hold the private key: they need the vault open and a password for the new file. modern uses current algorithms; compatible is for old Windows and macOS.',
    },
    examples: [
      {
        line: 'certsteward export label:Bank --format p12 -o bank.p12 --password-file new.txt',
        'zh-CN': '带私钥',
        en: 'with its key',
      },
      { line: 'certsteward export 3f2a91bc --format pem -o chain.pem', 'zh-CN': '证书链', en: 'the chain' },
    ],
    exits: [exit.password, exit.unsupported, exit.notFound, exit.locked, exit.verification],
    seeAlso: ['show', 'import'],
  },
  delete: {
    description: {
      'zh-CN': '把证书移到最近删除。30 天后彻底清除，在那之前可以恢复。没有备份的私钥先要备份，或用 --force。',
      en: 'Moves certificates to the trash. They are purged after 30 days and can be restored until then. A key without a backup is refused unless --force is given.',
    },
    examples: [{ line: 'certsteward delete 3f2a91bc --yes', 'zh-CN': '不再询问', en: 'without a question' }],
    exits: [exit.notFound, exit.locked],
    seeAlso: ['trash list', 'trash restore', 'trash purge'],
  },
  'trash list': {
    description: {
      'zh-CN': '列出最近删除里的证书和清除日期。',
      en: 'Lists what lies in the trash and when it is purged.',
    },
    examples: [{ line: 'certsteward trash list', 'zh-CN': '最近删除', en: 'what is in the trash' }],
    exits: [exit.notFound],
    seeAlso: ['delete', 'trash restore'],
  },
  'trash restore': {
    description: {
      'zh-CN': '把证书和私钥从最近删除放回来。',
      en: 'Takes certificates and their keys back out of the trash.',
    },
    examples: [{ line: 'certsteward trash restore 3f2a91bc', 'zh-CN': '恢复一张', en: 'one certificate' }],
    exits: [exit.notFound],
    seeAlso: ['trash list'],
  },
  'trash purge': {
    description: {
      'zh-CN': '立即清除，数据库里不留任何字节，不能再恢复。不写 ID 时清空最近删除。',
      en: 'Purges at once: no byte stays in the database, and nothing can be restored. Without an ID the whole trash is emptied.',
    },
    examples: [{ line: 'certsteward trash purge 3f2a91bc --yes', 'zh-CN': '清除一张', en: 'one certificate' }],
    exits: [exit.notFound, exit.locked],
    seeAlso: ['trash list', 'delete'],
  },
};
