// SPDX-License-Identifier: Apache-2.0
import type { ModuleState, PinState, TokenObject, TokenStandard } from '../../../shared/schemas/token.ts';
import type { Language } from '../../../shared/i18n/language.ts';

export interface TokenTexts {
  readonly comma: string;
  readonly colon: string;
  readonly unknown: string;
  readonly owner: string;
  readonly writable: string;
  readonly notWritable: string;
  readonly package: string;
  readonly noPackage: string;
  readonly noModules: string;
  readonly slots: string;
  readonly faults: string;
  readonly moduleState: Readonly<Record<ModuleState, string>>;
  readonly allowQuestion: string;
  readonly allowed: string;
  readonly forgotten: string;
  readonly noTokens: string;
  readonly notInitialised: string;
  readonly columns: Readonly<Record<'name' | 'pin' | 'use' | 'serial', string>>;
  readonly pinState: Readonly<Record<PinState, string>>;
  readonly wrongPins: string;
  readonly triesLeft: string;
  readonly standard: Readonly<Record<TokenStandard, string>>;
  readonly unverified: string;
  readonly missingLibrary: string;
  readonly lastTry: string;
  readonly managed: string;
  readonly readOnly: string;
  readonly objectClass: Readonly<Record<TokenObject['class'], string>>;
  readonly madeHere: string;
  readonly exportable: string;
  readonly pinEachTime: string;
  readonly bytes: string;
  readonly noObjects: string;
  readonly publicOnly: string;
  readonly ask: Readonly<Record<'pin' | 'so-pin' | 'puk' | 'vault-pin', string>>;
  readonly askNew: Readonly<Record<'pin' | 'so-pin', { readonly first: string; readonly repeat: string }>>;
  readonly lastTryQuestion: string;
  readonly vaultKeyMade: string;
  readonly vaultKeyUsed: string;
  readonly vaultKeyLimits: string;
  readonly losing: string;
  readonly initQuestion: string;
  readonly initialised: string;
  readonly pinChanged: string;
  readonly soPinChanged: string;
  readonly unblocked: string;
  readonly manageQuestion: string;
  readonly managedOn: string;
  readonly managedOff: string;
  readonly generated: string;
  readonly requestWritten: string;
  readonly selfSigned: string;
  readonly tested: string;
  readonly imported: string;
  readonly importedPair: string;
  readonly importedCertificates: string;
  readonly deleteQuestion: string;
  readonly deleted: string;
  readonly registered: string;
  readonly unregistered: string;
  readonly restart: string;
}

const zhCn: TokenTexts = {
  comma: '，',
  colon: '：',
  unknown: '未知',
  owner: '所有者 {{owner}}',
  writable: '其他账户可以改动这个文件或所在文件夹',
  notWritable: '其他账户不能改动',
  package: '来自软件包 {{package}}',
  noPackage: '不属于任何软件包',
  noModules: '没有找到 USB Key 的模块。请安装 USB Key 的驱动程序，或运行 certsteward tokens modules add 路径',
  slots: '{{slots:slot}}',
  faults: '出错 {{faults:time}}',
  moduleState: {
    ready: '可以使用',
    'needs-consent': '等待允许',
    changed: '文件已改变',
    missing: '文件不存在',
    broken: '无法加载',
    stopped: '已关闭，下次使用时重新启动',
    paused: '多次出错，已停用',
  },
  allowQuestion: '允许加载这个模块？模块会像程序一样在这台电脑上运行。[y/N]',
  allowed: '已允许：{{path}}',
  forgotten: '已不再允许：{{path}}',
  noTokens: '没有插入 USB Key，或缺少对应的模块。请运行 certsteward tokens modules 检查。',
  notInitialised: '尚未初始化',
  columns: { name: '名称', pin: 'PIN', use: '管理', serial: '序列号' },
  pinState: {
    ok: '正常',
    low: '输错过',
    final: '可能只剩最后一次',
    locked: '已锁定',
    unset: '尚未设置',
    'to-be-changed': '需要修改',
  },
  wrongPins: '连续输错 {{wrong}} 次',
  triesLeft: 'PIN 还有 {{left:try}}',
  standard: { pkcs11: '接口 PKCS#11', skf: '接口 SKF（国密 GM/T 0016）' },
  unverified: 'SKF 接口尚未在真实的 USB Key 上测试（未验证）',
  missingLibrary: '已插入 {{name}}（USB {{usb}}），但没有找到 SKF 库：{{files}}。请安装厂商的驱动程序。',
  lastTry: '下一次可能是最后一次机会',
  managed: '由您管理',
  readOnly: '已保护',
  objectClass: {
    certificate: '证书',
    'private-key': '私钥',
    'public-key': '公钥',
    data: '数据',
    other: '其他',
  },
  madeHere: '在 USB Key 里生成',
  exportable: '可以导出',
  pinEachTime: '每次使用都要输入 PIN',
  bytes: '{{bytes:byte}}',
  noObjects: '没有可以显示的内容。',
  publicOnly: '没有列出私有的内容，给命令加上 --pin-file 才能列出。',
  ask: {
    pin: 'USB Key“{{name}}”的 PIN：',
    'so-pin': 'USB Key“{{name}}”的管理员 PIN：',
    puk: 'USB Key“{{name}}”的解锁码（PUK）：',
    'vault-pin': '解锁保险库的 USB Key“{{name}}”的 PIN：',
  },
  askNew: {
    pin: { first: '新的 PIN：', repeat: '再输入一次新的 PIN：' },
    'so-pin': { first: '新的管理员 PIN：', repeat: '再输入一次新的管理员 PIN：' },
  },
  vaultKeyMade: '已在 USB Key 里生成私钥“{{key}}”，解锁测试通过。',
  vaultKeyUsed: 'USB Key 里的私钥“{{key}}”解锁测试通过。',
  vaultKeyLimits: '请不要删除这个私钥。备份不能用这个私钥解锁，仍用主密码或恢复码。',
  lastTryQuestion: '这可能是锁定前的最后一次机会。如果确定没有输错，请输入名称“{{name}}”：',
  losing: 'USB Key 里的这些证书会全部丢失：',
  initQuestion: '这会清除“{{name}}”里的全部内容。要继续，请输入“{{name}}”：',
  initialised: '已初始化“{{label}}”，编号 {{id}}。',
  pinChanged: 'PIN 已修改。',
  soPinChanged: '管理员 PIN 已修改。',
  unblocked: '已设置新的 PIN。',
  manageQuestion:
    '由您自己管理“{{name}}”？之后可以初始化这个 USB Key，导入和删除其中的内容。银行发放的 USB Key 可能因此不能再用。[y/N]',
  managedOn: '“{{name}}”已设为由您自己管理。',
  managedOff: '“{{name}}”已恢复保护，证书和私钥不能改动。',
  generated: '已在 USB Key 里生成 {{algorithm}} 私钥“{{label}}”，签名测试通过。',
  requestWritten: '证书申请已保存到 {{file}}',
  selfSigned: '自签名证书已写入 USB Key：{{sha256}}',
  tested: '签名测试通过。',
  imported: '已导入 USB Key，签名测试通过：{{name}}',
  importedPair: '已把加密私钥导入 USB Key，与签名私钥“{{name}}”配对。',
  importedCertificates: '已把 {{count:certificate}}导入 USB Key。',
  deleteQuestion: '要从 USB Key 中删除{{what}}吗？删除后无法恢复。要继续，请输入“{{name}}”：',
  deleted: '已从 USB Key 删除{{what}}。',
  registered: '{{store}} 现在可以使用这个 USB Key。',
  unregistered: '{{store}} 已不再使用这个 USB Key。',
  restart: '浏览器正在运行，重新启动后生效。',
};

const en: TokenTexts = {
  comma: ', ',
  colon: ': ',
  unknown: 'unknown',
  owner: 'owner {{owner}}',
  writable: 'other accounts can change this file or its folder',
  notWritable: 'no other account can change it',
  package: 'from package {{package}}',
  noPackage: 'not from a package',
  noModules:
    'No modules for USB keys were found. Install the program that came with your USB key, or run certsteward tokens modules add PATH',
  slots: '{{slots:slot}}',
  faults: 'stopped {{faults:time}}',
  moduleState: {
    ready: 'ready',
    'needs-consent': 'not allowed yet',
    changed: 'file changed after you allowed it',
    missing: 'file is missing',
    broken: 'cannot be loaded',
    stopped: 'stopped, will restart when next used',
    paused: 'disabled after stopping several times',
  },
  allowQuestion: 'Allow this module? It will run as a program on this computer. [y/N]',
  allowed: 'Allowed: {{path}}',
  forgotten: 'No longer allowed: {{path}}',
  noTokens: 'No USB key is connected, or its module is missing. To check, run certsteward tokens modules.',
  notInitialised: 'not initialised',
  columns: { name: 'Name', pin: 'PIN', use: 'Access', serial: 'Serial number' },
  pinState: {
    ok: 'ready',
    low: 'wrong PIN entered',
    final: 'maybe the last try',
    locked: 'locked',
    unset: 'not set',
    'to-be-changed': 'must be changed',
  },
  wrongPins: 'wrong PIN entered {{wrong}}×',
  triesLeft: '{{left:try}} left',
  standard: { pkcs11: 'interface PKCS#11', skf: 'interface SKF (GM/T 0016)' },
  unverified: 'SKF has never been tested on a real USB key (unverified)',
  missingLibrary:
    '{{name}} (USB {{usb}}) is connected, but its SKF library was not found: {{files}}. Install the manufacturer’s program.',
  lastTry: 'next try may be the last',
  managed: 'managed by you',
  readOnly: 'protected',
  objectClass: {
    certificate: 'certificate',
    'private-key': 'private key',
    'public-key': 'public key',
    data: 'data',
    other: 'other object',
  },
  madeHere: 'made on this USB key',
  exportable: 'exportable',
  pinEachTime: 'PIN for each use',
  bytes: '{{bytes:byte}}',
  noObjects: 'No objects are visible on the USB key.',
  publicOnly: 'Private objects are not listed. Add --pin-file to see them.',
  ask: {
    pin: 'PIN of the USB key “{{name}}”:',
    'so-pin': 'SO PIN of the USB key “{{name}}”:',
    puk: 'PUK of the USB key “{{name}}”:',
    'vault-pin': 'PIN of the USB key “{{name}}” that unlocks the vault:',
  },
  askNew: {
    pin: { first: 'New PIN:', repeat: 'Repeat the new PIN:' },
    'so-pin': { first: 'New SO PIN:', repeat: 'Repeat the new SO PIN:' },
  },
  vaultKeyMade: 'Made the key “{{key}}” on the USB key. It unlocked the vault in a test.',
  vaultKeyUsed: 'The key “{{key}}” on the USB key unlocked the vault in a test.',
  vaultKeyLimits:
    'Do not delete this key. It unlocks the vault, but not backups, which open with the passphrase or recovery code.',
  lastTryQuestion: 'This may be the last try. If you are sure of what you entered, type the name “{{name}}”:',
  losing: 'You will lose these certificates on the USB key:',
  initQuestion: 'This erases everything on “{{name}}”. Type “{{name}}” to continue:',
  initialised: 'Initialised “{{label}}”, ID {{id}}.',
  pinChanged: 'PIN changed.',
  soPinChanged: 'SO PIN changed.',
  unblocked: 'New PIN set.',
  manageQuestion:
    'Manage “{{name}}” yourself? You can then erase it, write to it and delete from it. A USB key from a bank may then stop working. [y/N]',
  managedOn: 'You now manage “{{name}}” yourself.',
  managedOff: '“{{name}}” is now protected.',
  generated: 'Made the {{algorithm}} key “{{label}}” on the USB key. Signing test passed.',
  requestWritten: 'Certificate request saved to {{file}}',
  selfSigned: 'Self-signed certificate stored on the USB key: {{sha256}}',
  tested: 'Signing test passed.',
  imported: 'Copied to the USB key. Signing test passed: {{name}}',
  importedPair: 'Copied the encryption key to the USB key, next to the signing key “{{name}}”.',
  importedCertificates: 'Copied {{count:certificate}} to the USB key.',
  deleteQuestion: 'Delete {{what}} from the USB key? You cannot undo this. Type “{{name}}” to continue:',
  deleted: 'Deleted {{what}} from the USB key.',
  registered: '{{store}} can use the USB key now.',
  unregistered: '{{store}} no longer uses the USB key.',
  restart: 'Restart the browser for this to take effect.',
};

export const tokenTexts: Record<Language, TokenTexts> = { 'zh-CN': zhCn, en };
