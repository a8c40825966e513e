// SPDX-License-Identifier: Apache-2.0
import { exit } from '../runtime/exit-codes.ts';
import type { CommandHelp } from './command-help.ts';

const asking = [exit.unsupported, exit.damaged, exit.notFound, exit.locked];
const withPin = [exit.password, ...asking];

export const tokenHelp: Readonly<Record<string, CommandHelp>> = {
  'tokens modules': {
    description: {
      'zh-CN':
        '列出系统配置、已知路径和手动添加的 PKCS#11 模块。不加载任何没有允许的模块。--json 的 value.modules 每项有 moduleId、path、name、source、state、sha256、owner、writableByOthers、package。',
      en: 'Lists modules of the system’s configuration, of known paths, and those added by hand; none is loaded without consent. With --json each of value.modules has moduleId, path, name, source, state, sha256, owner, writableByOthers and package.',
    },
    examples: [{ line: 'certsteward tokens modules --json', 'zh-CN': '给脚本', en: 'for a script' }],
    exits: [],
    seeAlso: ['tokens modules add', 'tokens list'],
  },
  'tokens modules add': {
    description: {
      'zh-CN':
        '先显示完整路径、所有者、其他账户能否改动、软件包和 SHA-256，确认后在单独的进程里试一次，再记住它的 SHA-256；文件以后变了会再问。没有终端时要加 --yes，否则退出码为 7。',
      en: 'Shows path, owner, whether others can change it, package and SHA-256 first; after consent it is tried in a process of its own and remembered with its hash: another file there asks again. Without a terminal --yes is needed, else the exit code is 7. With --json value.module is as in tokens modules.',
    },
    examples: [
      {
        line: 'certsteward tokens modules add /usr/lib/libcastle.so.1.0.0',
        'zh-CN': '先看再确认',
        en: 'look, then agree',
      },
    ],
    exits: asking,
    seeAlso: ['tokens modules', 'tokens modules remove'],
  },
  'tokens modules remove': {
    description: {
      'zh-CN': '收回允许；手动添加的从列表里去掉。发行版软件包里的模块一直可以使用。',
      en: 'Takes the consent back; one added by hand leaves the list. A module of the distribution’s packages stays usable.',
    },
    examples: [
      {
        line: 'certsteward tokens modules remove /usr/lib/libcastle.so.1.0.0',
        'zh-CN': '不再加载',
        en: 'load it no more',
      },
    ],
    exits: [exit.notFound],
    seeAlso: ['tokens modules'],
  },
  'tokens list': {
    description: {
      'zh-CN':
        '列出插着的 U盾 和它的状态，不需要保险库，也不需要 PIN。--json 的 value.tokens 每项有 id、serial、label、maker、model、pin、soPin、wrongPins、lastTry、managed、generates、unblock、moduleId。',
      en: 'Lists the tokens plugged in with their state; it needs no vault and no PIN. With --json each of value.tokens has id, serial, label, maker, model, pin, soPin, wrongPins, lastTry, managed, generates, unblock and moduleId.',
    },
    examples: [
      { line: 'certsteward tokens list', 'zh-CN': '全部', en: 'all of them' },
      {
        line: 'certsteward tokens list --module /usr/lib/softhsm/libsofthsm2.so --json',
        'zh-CN': '只问一个模块',
        en: 'through one module only',
      },
    ],
    exits: asking,
    seeAlso: ['tokens objects', 'tokens modules'],
  },
  'tokens objects': {
    description: {
      'zh-CN':
        '列出证书、私钥、公钥和数据。不给 PIN 时只有公开的。--json 的 value.objects 每项有 id、class、label、keyId、algorithm、pair、certificate、key；value.publicOnly 为 true 时可能还有私有的。',
      en: 'Lists certificates, private and public keys, and data; without the PIN public ones only. With --json each of value.objects has id, class, label, keyId, algorithm, pair, certificate and key; value.publicOnly tells that private ones may be missing.',
    },
    examples: [
      {
        line: 'certsteward tokens objects --token 0123456789abcdef --pin-file pin.txt',
        'zh-CN': '连同私有的',
        en: 'private ones too',
      },
    ],
    exits: withPin,
    seeAlso: ['tokens list', 'tokens delete'],
  },
  'tokens manage': {
    description: {
      'zh-CN':
        'U盾 默认只读。--on 之后才能初始化、生成、导入和删除。银行发的 U盾 请保持只读。修改 PIN 始终可以。--json 的 value 有 token、managed。',
      en: 'A token is read-only at first: after --on it can be initialised, written to and emptied. Leave one from a bank as it is. Its PIN can always be changed. With --json value has token and managed.',
    },
    examples: [
      { line: 'certsteward tokens manage --token 0123456789abcdef --on', 'zh-CN': '打开', en: 'switch it on' },
    ],
    exits: asking,
    seeAlso: ['tokens list', 'tokens init'],
  },
  'tokens pin change': {
    description: {
      'zh-CN':
        '旧的 PIN 只发送一次，绝不重试。可能是锁定前最后一次时，在终端上要输入 U盾 的名称，脚本要加 --last-try，否则什么都不发送，退出码为 7。',
      en: 'The old PIN is sent once and never again. Where it may be the last try the name of the token must be typed, or --last-try given; else nothing is sent and the exit code is 7. With --json value has token and changed.',
    },
    examples: [
      {
        line: 'certsteward tokens pin change --token 0123456789abcdef --pin-file old.txt --new-pin-file new.txt',
        'zh-CN': '不在终端上询问',
        en: 'without questions',
      },
    ],
    exits: withPin,
    seeAlso: ['tokens pin unblock'],
  },
  'tokens pin unblock': {
    description: {
      'zh-CN': '忘记 PIN 或 PIN 已锁定时，用管理员 PIN 或解锁码设置新的。输错它们也会锁定。',
      en: 'Sets a new PIN where it was forgotten or is locked, with the SO PIN or the PUK. Those lock too when they are entered wrong. With --json value has token and by.',
    },
    examples: [
      {
        line: 'certsteward tokens pin unblock --token 0123456789abcdef --puk-file puk.txt --new-pin-file new.txt',
        'zh-CN': '用解锁码',
        en: 'with the PUK',
      },
    ],
    exits: withPin,
    seeAlso: ['tokens pin change'],
  },
  'tokens init': {
    description: {
      'zh-CN':
        '清除 U盾 里的一切。会先列出将丢失的证书，在终端上要输入它的名称；脚本要加 --yes，有证书时还要加 --force。还没有初始化的用 --module 和 --slot 指定。--json 的 value 有 token（新的编号）、label、lost。',
      en: 'Erases everything on the token. The certificates that would be lost are listed, and its name must be typed; a script gives --yes, and --force too where there are certificates. One that was never initialised is named by --module and --slot. With --json value has token (its new id), label and lost.',
    },
    examples: [
      {
        line: 'certsteward tokens init --module /usr/lib/softhsm/libsofthsm2.so --slot 0 --label work --so-pin-file so.txt --new-pin-file pin.txt',
        'zh-CN': '第一次',
        en: 'for the first time',
      },
      {
        line: 'certsteward tokens init --token 0123456789abcdef --label work',
        'zh-CN': '清除后重新开始',
        en: 'erase it and start anew',
      },
    ],
    exits: withPin,
    seeAlso: ['tokens manage', 'tokens list'],
  },
  'tokens generate': {
    description: {
      'zh-CN':
        '密钥在 U盾 里生成，永远不能备份或导出；生成后签名测试通过才算成功。--json 的 value 有 token、objectId、algorithm、label、spkiSha256。',
      en: 'The key is made on the token and can never be backed up or taken out; its test signature must pass before success is told. With --json value has token, objectId, algorithm, label and spkiSha256.',
    },
    examples: [
      {
        line: 'certsteward tokens generate --token 0123456789abcdef --algorithm ec-p256 --label bank --pin-file pin.txt',
        'zh-CN': 'P-256 密钥',
        en: 'a P-256 key',
      },
    ],
    exits: [...withPin, exit.verification],
    seeAlso: ['tokens csr', 'tokens manage'],
  },
  'tokens csr': {
    description: {
      'zh-CN': '写出 PEM 格式的 PKCS#10，写之前核对签名。--json 的 value 有 file、objectId、subject。',
      en: 'Writes a PKCS#10 request as PEM; its signature is checked before. With --json value has file, objectId and subject.',
    },
    examples: [
      {
        line: 'certsteward tokens csr --token 0123456789abcdef --key bank --subject CN=张三,C=CN -o bank.csr --pin-file pin.txt',
        'zh-CN': '交给签发机构',
        en: 'for the CA',
      },
    ],
    exits: [...withPin, exit.verification],
    seeAlso: ['tokens generate', 'tokens test'],
  },
  'tokens test': {
    description: {
      'zh-CN': '让私钥对一段随机数据签名，并用它的公钥核对。--json 的 value 有 objectId、at。',
      en: 'Has the key sign random data and checks that with its public key. With --json value has objectId and at.',
    },
    examples: [
      {
        line: 'certsteward tokens test --token 0123456789abcdef --key bank --pin-file pin.txt',
        'zh-CN': '还能用吗',
        en: 'does it still work',
      },
    ],
    exits: [...withPin, exit.verification],
    seeAlso: ['tokens objects'],
  },
  'tokens import': {
    description: {
      'zh-CN':
        '私钥、证书和上级证书放进 U盾，签名测试通过才算成功，不需要保险库；私钥以后不能再从 U盾 取出。只有证书的文件只写证书。--json 的 value 有 token、objectId、sealed、certificates。',
      en: 'Key, certificate and its issuers go on the token, and a test signature must pass; no vault is needed, and the key cannot leave the token again. Of a file without a key the certificates are written. With --json value has token, objectId, sealed and certificates.',
    },
    examples: [
      {
        line: 'certsteward tokens import bank.p12 --token 0123456789abcdef --password-file p12.txt --pin-file pin.txt',
        'zh-CN': '一个 PKCS#12 文件',
        en: 'a PKCS#12 file',
      },
    ],
    exits: [...withPin, exit.verification],
    seeAlso: ['tokens manage', 'tokens objects'],
  },
  'tokens delete': {
    description: {
      'zh-CN':
        '只删除这一个对象，无法恢复；同一对的另外几个不动。OBJECT-ID 是 tokens objects 里的编号，至少 8 位。脚本要加 --yes。--json 的 value 有 token、objectId、class、label。',
      en: 'Deletes exactly this object for good; others of the same pair stay. OBJECT-ID is the id that tokens objects tells, or 8 digits of it or more. A script gives --yes. With --json value has token, objectId, class and label.',
    },
    examples: [
      {
        line: 'certsteward tokens delete 3f2a91bc --token 0123456789abcdef --pin-file pin.txt --yes',
        'zh-CN': '不再询问',
        en: 'without a question',
      },
    ],
    exits: withPin,
    seeAlso: ['tokens objects'],
  },
  'tokens register': {
    description: {
      'zh-CN':
        '在浏览器里登记 U盾 的模块，证书和私钥留在 U盾 里。--json 的 value 有 moduleId、storeId、restartNeeded。',
      en: 'Registers the token’s module in a browser; certificate and key stay on the token. With --json value has moduleId, storeId and restartNeeded.',
    },
    examples: [
      {
        line: 'certsteward tokens register --token 0123456789abcdef --to chromium',
        'zh-CN': '在 Chromium 里',
        en: 'in Chromium',
      },
    ],
    exits: asking,
    seeAlso: ['tokens unregister', 'stores list'],
  },
  'tokens unregister': {
    description: {
      'zh-CN': '把模块从浏览器里去掉，U盾 里的内容不动。--json 的 value 有 moduleId、storeId、restartNeeded。',
      en: 'Takes the module out of a browser; what is on the token stays. With --json value has moduleId, storeId and restartNeeded.',
    },
    examples: [
      {
        line: 'certsteward tokens unregister --token 0123456789abcdef --from firefox',
        'zh-CN': '从 Firefox',
        en: 'from Firefox',
      },
    ],
    exits: asking,
    seeAlso: ['tokens register'],
  },
};
