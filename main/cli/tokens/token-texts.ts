// SPDX-License-Identifier: Apache-2.0
import type { ModuleState, PinState, TokenObject } from '../../../shared/schemas/token.ts';
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
  readonly pin: string;
  readonly pinState: Readonly<Record<PinState, string>>;
  readonly wrongPins: string;
  readonly lastTry: string;
  readonly managed: string;
  readonly readOnly: string;
  readonly serial: string;
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
  readonly tested: string;
  readonly imported: string;
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
  writable: '其他账户可以改动这个文件或它所在的文件夹',
  notWritable: '其他账户不能改动它',
  package: '来自软件包 {{package}}',
  noPackage: '不属于任何软件包',
  noModules: '这台电脑上没有找到 U盾 的 PKCS#11 模块。',
  slots: '插槽 {{slots}} 个',
  faults: '停止过 {{faults}} 次',
  moduleState: {
    ready: '可以使用',
    'needs-consent': '还没有允许',
    changed: '允许后文件变了',
    missing: '文件不在了',
    broken: '不能加载',
    stopped: '已停止，下次使用时重新启动',
    paused: '停止多次，已暂停',
  },
  allowQuestion: '允许加载这个模块？它会作为程序运行。[y/N]',
  allowed: '已允许：{{path}}',
  forgotten: '不再允许：{{path}}',
  noTokens: '没有插入 U盾，或没有它的 PKCS#11 模块。',
  notInitialised: '还没有初始化',
  pin: 'PIN {{state}}',
  pinState: {
    ok: '正常',
    low: '输错过',
    final: '只剩最后一次',
    locked: '已锁定',
    unset: '还没有设置',
    'to-be-changed': '需要修改',
  },
  wrongPins: '连续输错 {{wrong}} 次',
  lastTry: '下一次可能是最后一次',
  managed: '由本人管理',
  readOnly: '只读',
  serial: '序列号 {{serial}}，编号 {{id}}',
  objectClass: {
    certificate: '证书',
    'private-key': '私钥',
    'public-key': '公钥',
    data: '数据',
    other: '其他',
  },
  madeHere: '在 U盾 里生成',
  exportable: '可以导出',
  pinEachTime: '每次都要 PIN',
  bytes: '{{bytes}} 字节',
  noObjects: '里面没有能看到的内容。',
  publicOnly: '没有给出 PIN，私有的内容没有列出。',
  ask: {
    pin: 'U盾“{{name}}”的 PIN：',
    'so-pin': 'U盾“{{name}}”的管理员 PIN：',
    puk: 'U盾“{{name}}”的解锁码 (PUK)：',
    'vault-pin': '打开保险库的 U盾“{{name}}”的 PIN：',
  },
  askNew: {
    pin: { first: '新的 PIN：', repeat: '再输一次新的 PIN：' },
    'so-pin': { first: '新的管理员 PIN：', repeat: '再输一次新的管理员 PIN：' },
  },
  vaultKeyMade: '已在 U盾 里生成密钥“{{key}}”，并试开成功。',
  vaultKeyUsed: '使用 U盾 里的密钥“{{key}}”，已试开成功。',
  vaultKeyLimits: '请不要删除这个密钥。U盾 只能打开保险库；备份仍用主密码或恢复码打开。',
  lastTryQuestion: '这可能是锁定前的最后一次。确定 PIN 没有错，请输入 U盾 的名称“{{name}}”：',
  losing: '这个 U盾 里有这些证书，初始化后会全部丢失：',
  initQuestion: '初始化会清除“{{name}}”里的一切。要继续，请输入“{{name}}”：',
  initialised: '已初始化“{{label}}”，编号 {{id}}。',
  pinChanged: 'PIN 已修改。',
  soPinChanged: '管理员 PIN 已修改。',
  unblocked: '已设置新的 PIN。',
  manageQuestion: '由我自己管理“{{name}}”？之后可以初始化、生成、导入和删除，银行发的 U盾 可能因此不能再用。[y/N]',
  managedOn: '“{{name}}”由本人管理。',
  managedOff: '“{{name}}”只读。',
  generated: '已在 U盾 里生成 {{algorithm}} 密钥“{{label}}”，签名测试通过。',
  requestWritten: '已写出证书申请：{{file}}',
  tested: '签名测试通过。',
  imported: '已放进 U盾 并通过签名测试：{{name}}',
  importedCertificates: '已放进 U盾 的证书：{{count}} 张。',
  deleteQuestion: '从 U盾 删除{{what}}？无法恢复。要继续，请输入“{{name}}”：',
  deleted: '已从 U盾 删除{{what}}。',
  registered: '{{store}} 现在可以使用这个 U盾。',
  unregistered: '{{store}} 不再使用这个 U盾。',
  restart: '浏览器正在运行，重新启动后才生效。',
};

const en: TokenTexts = {
  comma: ', ',
  colon: ': ',
  unknown: 'unknown',
  owner: 'owner {{owner}}',
  writable: 'other accounts can change this file, or a folder it lies in',
  notWritable: 'no other account can change it',
  package: 'from package {{package}}',
  noPackage: 'of no package',
  noModules: 'No PKCS#11 module of a USB token was found on this computer.',
  slots: '{{slots}} slots',
  faults: 'stopped {{faults}} times',
  moduleState: {
    ready: 'ready',
    'needs-consent': 'not allowed yet',
    changed: 'the file changed after it was allowed',
    missing: 'the file is gone',
    broken: 'cannot be loaded',
    stopped: 'stopped, started anew at the next use',
    paused: 'stopped several times, paused',
  },
  allowQuestion: 'Allow this module to be loaded? It runs as a program. [y/N]',
  allowed: 'Allowed: {{path}}',
  forgotten: 'No longer allowed: {{path}}',
  noTokens: 'No USB token is plugged in, or its PKCS#11 module is missing.',
  notInitialised: 'not initialised',
  pin: 'PIN {{state}}',
  pinState: {
    ok: 'in order',
    low: 'entered wrong before',
    final: 'has one try left',
    locked: 'locked',
    unset: 'not set yet',
    'to-be-changed': 'has to be changed',
  },
  wrongPins: '{{wrong}} wrong in a row',
  lastTry: 'the next entry may be the last',
  managed: 'managed by its owner',
  readOnly: 'read-only',
  serial: 'serial {{serial}}, id {{id}}',
  objectClass: {
    certificate: 'certificate',
    'private-key': 'private key',
    'public-key': 'public key',
    data: 'data',
    other: 'other',
  },
  madeHere: 'made on this token',
  exportable: 'exportable',
  pinEachTime: 'PIN each time',
  bytes: '{{bytes}} bytes',
  noObjects: 'There is nothing on it that shows.',
  publicOnly: 'Without the PIN private objects are not listed.',
  ask: {
    pin: 'PIN of the token “{{name}}”:',
    'so-pin': 'SO PIN of the token “{{name}}”:',
    puk: 'PUK of the token “{{name}}”:',
    'vault-pin': 'PIN of the token “{{name}}”, which opens the vault:',
  },
  askNew: {
    pin: { first: 'New PIN:', repeat: 'New PIN again:' },
    'so-pin': { first: 'New SO PIN:', repeat: 'New SO PIN again:' },
  },
  vaultKeyMade: 'A key “{{key}}” was made on the token, and opened the vault in a trial.',
  vaultKeyUsed: 'The key “{{key}}” of the token opened the vault in a trial.',
  vaultKeyLimits:
    'Do not delete that key. The token opens the vault alone; backups open with the passphrase or the recovery code.',
  lastTryQuestion: 'This may be the last try before it locks. If you are sure, type the name of the token, “{{name}}”:',
  losing: 'These certificates on the token would be lost:',
  initQuestion: 'This erases everything on “{{name}}”. Type “{{name}}” to go on:',
  initialised: 'Initialised “{{label}}”, id {{id}}.',
  pinChanged: 'The PIN is changed.',
  soPinChanged: 'The SO PIN is changed.',
  unblocked: 'A new PIN is set.',
  manageQuestion:
    'Manage “{{name}}” yourself? It can then be initialised, written to and emptied; a token from a bank may stop working. [y/N]',
  managedOn: '“{{name}}” is managed by its owner.',
  managedOff: '“{{name}}” is read-only.',
  generated: 'Made the {{algorithm}} key “{{label}}” on the token; its signature test passed.',
  requestWritten: 'Wrote the certificate request: {{file}}',
  tested: 'The signature test passed.',
  imported: 'On the token, signature test passed: {{name}}',
  importedCertificates: 'Certificates written to the token: {{count}}.',
  deleteQuestion: 'Delete {{what}} from the token? It cannot come back. Type “{{name}}” to go on:',
  deleted: 'Deleted {{what}} from the token.',
  registered: '{{store}} can use the token now.',
  unregistered: '{{store}} no longer uses the token.',
  restart: 'The browser is running; it takes effect when it is started anew.',
};

export const tokenTexts: Record<Language, TokenTexts> = { 'zh-CN': zhCn, en };
