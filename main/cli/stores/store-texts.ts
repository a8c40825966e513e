// SPDX-License-Identifier: Apache-2.0
import type { InventoryFinding, ProofKind, StoreState } from '../../../shared/schemas/store.ts';
import type { Language } from '../../../shared/i18n/language.ts';

export interface StoreTexts {
  readonly noStores: string;
  readonly noCertificates: string;
  readonly comma: string;
  readonly colon: string;
  readonly state: Readonly<Record<StoreState, string>>;
  readonly running: string;
  readonly columns: Readonly<Record<'name' | 'state' | 'certificates' | 'keys', string>>;
  readonly finding: Readonly<Record<InventoryFinding, string>>;
  readonly inVault: string;
  readonly token: string;
  readonly withKey: string;
  readonly withoutKey: string;
  readonly unread: string;
  readonly installed: string;
  readonly namesake: string;
  readonly reportedLost: string;
  readonly removeQuestion: string;
  readonly removed: string;
  readonly restart: string;
  readonly takenIn: string;
  readonly alreadyThere: string;
  readonly storePassword: string;
  readonly proof: Readonly<Record<ProofKind, string>>;
  readonly passed: string;
  readonly failed: string;
  readonly server: string;
  readonly notTrusted: string;
  readonly loginQuestion: string;
  readonly outcome: Readonly<Record<'taken' | 'no-difference' | 'refused', string>>;
}

const zhCn: StoreTexts = {
  noStores: '没有找到浏览器的证书库。',
  noCertificates: '没有符合条件的证书。',
  comma: '，',
  colon: '：',
  state: {
    ready: '可以使用',
    absent: '尚未创建，安装时会创建',
    'password-needed': '设有主密码',
    locked: '被其他程序占用',
    'read-only': '只读',
    damaged: '已损坏',
    'tools-missing': '缺少 libnss3',
    'unverified-off': '未启用，需在证书管家的设置里启用',
  },
  running: '浏览器正在运行',
  columns: { name: '名称', state: '状态', certificates: '证书', keys: '私钥' },
  finding: {
    'key-missing': '缺少私钥',
    'expired-installed': '已过期，尚未移除',
    'superseded-installed': '已被取代，尚未移除',
    'only-in-store': '私钥不在保险库里',
  },
  inVault: '保险库',
  token: 'USB Key',
  withKey: '含私钥',
  withoutKey: '缺少私钥',
  unread: '无法读取 {{store}}，没有列出里面的证书。',
  installed: '已安装到 {{store}}：{{name}}',
  namesake: '这个位置还有同一持有人的另一张证书，选择时请看清到期日。',
  reportedLost: '注意：这张证书已登记为遗失、被盗或私钥泄露。用这张证书登录不安全，请申请新证书。',
  removeQuestion: '从 {{store}} 移除“{{name}}”和私钥？[y/N]',
  removed: '已从 {{store}} 移除：{{name}}',
  restart: '浏览器还在显示这张证书，请重新启动浏览器。',
  takenIn: '已从 {{store}} 导入。',
  alreadyThere: '保险库里已有这张证书。',
  storePassword: '浏览器主密码：',
  proof: { present: '重新读取', signed: '私钥签名测试', login: '登录测试' },
  passed: '通过',
  failed: '未通过',
  server: '服务器 {{host}}（端口 {{port}}）的证书：',
  notTrusted: '这台电脑不信任这台服务器的证书（{{problem}}）。',
  loginQuestion: '用这张证书登录 {{host}}？服务器会看到证书里的名称。[y/N]',
  outcome: {
    taken: '服务器接受了这张证书。',
    'no-difference': '无论是否出示证书，服务器返回的结果都一样，无法判断服务器是否接受证书。',
    refused: '服务器没有接受这张证书。',
  },
};

const en: StoreTexts = {
  noStores: 'No browser certificate stores were found.',
  noCertificates: 'No certificates found.',
  comma: ', ',
  colon: ': ',
  state: {
    ready: 'ready',
    absent: 'not created yet',
    'password-needed': 'has a primary password',
    locked: 'in use by another program',
    'read-only': 'read-only',
    damaged: 'damaged',
    'tools-missing': 'libnss3 is missing',
    'unverified-off': 'unverified, turned off in CertSteward’s settings',
  },
  running: 'browser is running',
  columns: { name: 'Name', state: 'State', certificates: 'Certificates', keys: 'Private keys' },
  finding: {
    'key-missing': 'private key missing',
    'expired-installed': 'expired, still installed',
    'superseded-installed': 'superseded, still installed',
    'only-in-store': 'private key not in the vault',
  },
  inVault: 'vault',
  token: 'USB key',
  withKey: 'with key',
  withoutKey: 'key missing',
  unread: '{{store}} could not be read, so its certificates are not listed.',
  installed: 'Installed in {{store}}: {{name}}',
  reportedLost:
    'Warning: this certificate was reported as lost, stolen or exposed. Signing in with it is unsafe. Apply for a new certificate.',
  namesake:
    'A different certificate with the same holder is also installed in this store. Check the expiry date when you choose between them.',
  removeQuestion: 'Remove “{{name}}” and its key from {{store}}? [y/N]',
  removed: 'Removed from {{store}}: {{name}}',
  restart: 'Restart the browser. It still shows the certificate.',
  takenIn: 'Imported from {{store}}.',
  alreadyThere: 'The certificate was already in the vault.',
  storePassword: 'Primary password for the browser:',
  proof: { present: 'read back', signed: 'signing test', login: 'sign-in test' },
  passed: 'passed',
  failed: 'failed',
  server: 'The server {{host}} (port {{port}}) sent these certificates:',
  notTrusted: 'This computer does not trust this server’s certificate ({{problem}}).',
  loginQuestion: 'Sign in to {{host}} with this certificate? The server will see the name in the certificate. [y/N]',
  outcome: {
    taken: 'The server accepted the certificate.',
    'no-difference': 'The server responded the same way with and without the certificate, so the result is unclear.',
    refused: 'The server refused the certificate.',
  },
};

export const storeTexts: Record<Language, StoreTexts> = { 'zh-CN': zhCn, en };
