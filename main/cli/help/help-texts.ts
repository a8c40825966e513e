// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../../shared/i18n/language.ts';

type Words = Readonly<Record<Language, string>>;

/** By `COMMAND OPTION` or option. */
export const optionMeanings: Readonly<Record<string, Words>> = {
  vault: { 'zh-CN': '保险库所在的文件夹', en: 'folder of the vault' },
  json: {
    'zh-CN': '用一行 JSON 回答；进度是标准错误上的 JSON 行',
    en: 'answer with one line of JSON; progress is JSON lines on standard error',
  },
  quiet: { 'zh-CN': '不显示进度', en: 'no progress' },
  yes: { 'zh-CN': '跳过确认', en: 'skip the confirmation' },
  check: { 'zh-CN': '连接网络，查看有没有新版本', en: 'use the network to look for a newer version' },
  force: { 'zh-CN': '跳过备份检查', en: 'skip the backup check' },
  help: { 'zh-CN': '显示这个命令的帮助', en: 'show the help of this command' },
  expiring: {
    'zh-CN': '只列出这么多天内到期的（已过期的也列出）',
    en: 'only those that end within so many days, ended ones included',
  },
  search: {
    'zh-CN': '只列出含有这些词的（姓名、标签名、序列号、文件名……）',
    en: 'only those with all these words (name, label, serial, file name, …)',
  },
  status: { 'zh-CN': '只列出这种状态的', en: 'only those in this state' },
  format: { 'zh-CN': '输出格式', en: 'form of the output' },
  profile: {
    'zh-CN': '用当前的算法，还是供旧系统使用的算法',
    en: 'current algorithms, or those that old systems read',
  },
  output: {
    'zh-CN': '写到这个文件；已有内容的文件要加 --yes 才覆盖',
    en: 'file to write; one with content is overwritten with --yes only',
  },
  'allow-weak': {
    'zh-CN': '接收方指定了弱密码时使用',
    en: 'take a weak password that the recipient dictates',
  },
  'no-chain': { 'zh-CN': '不带上级证书', en: 'leave the issuers out' },
  import: { 'zh-CN': '把找到的放进保险库', en: 'put what is found into the vault' },
  recursive: { 'zh-CN': '文件夹里的文件夹也导入', en: 'folders inside folders too' },
  batch: { 'zh-CN': '文件列表，每行一个 JSON', en: 'list of files, a line of JSON each' },
  with: { 'zh-CN': '可以用来组成证书链的证书文件', en: 'files with certificates that a path may be made of' },
  anchor: {
    'zh-CN': '除系统信任的以外，还信任这些文件里的证书',
    en: 'files with certificates to trust beside those of the system',
  },
  crl: { 'zh-CN': '吊销列表文件（CRL）', en: 'files with revocation lists (CRL)' },
  at: { 'zh-CN': '按这个时间判断，默认现在', en: 'the time to judge by, now unless given' },
  policy: { 'zh-CN': '必须符合其中一种证书策略（OID）', en: 'certificate policies of which one must hold' },
  'policy-any': { 'zh-CN': '任何证书策略都可以（默认）', en: 'any certificate policy will do (the default)' },
  fetch: {
    'zh-CN': '列出证书里写的地址，同意后联系它们查询吊销',
    en: 'show the addresses in the certificates and, once agreed to, ask them about revocation',
  },
  'allow-host': {
    'zh-CN': '允许联系内部网络或本机的这个主机（与 --fetch 一起用）',
    en: 'a host that may be private or on this computer (with --fetch)',
  },
  'explicit-policy': { 'zh-CN': '整条链必须有共同的证书策略', en: 'the whole path must share a certificate policy' },
  'inhibit-mapping': { 'zh-CN': '不接受策略映射', en: 'take no policy mappings' },
  'inhibit-any': { 'zh-CN': '不把 anyPolicy 当作任何策略', en: 'do not take anyPolicy for every policy' },
  'validate name': {
    'zh-CN': '证书必须是给这个主机、IP 地址或邮箱的',
    en: 'host, IP address or e-mail address that it must be for',
  },
  purpose: {
    'zh-CN': '用途；给了主机名时默认 server，否则 any',
    en: 'what it is for; server where a host is named, else any',
  },
  'max-depth': {
    'zh-CN': '证书与根证书之间最多这么多张（自签发的不算）',
    en: 'at most so many authorities between it and the anchor, self-issued ones not counted',
  },
  rules: { 'zh-CN': '只按 RFC 5280，还是加上网站证书的规则', en: 'RFC 5280 alone, or the rules of web sites too' },
  revocation: {
    'zh-CN': '查不查吊销；required：查不到就算无效。给了 --crl 时默认 required，否则 soft',
    en: 'whether revocation is looked at; required: unknown is invalid. required where --crl is given, else soft',
  },
  label: { 'zh-CN': '标签名，显示为它的名称', en: 'label, shown as its name' },
  place: { 'zh-CN': '使用场所', en: 'where it is used' },
  note: { 'zh-CN': '备注，加密保存', en: 'note, kept encrypted' },
  tag: { 'zh-CN': '+x 加上、-y 去掉分类，用逗号分开', en: '+x adds and -y removes a tag, separated by commas' },
  name: { 'zh-CN': '名称，例如银行和 U盾', en: 'a name, such as the bank and its token' },
  until: { 'zh-CN': '最后一天，按这台电脑的时区', en: 'the last day, in the time zone of this computer' },
  'demo-ca days': {
    'zh-CN': '签发的证书有效多少天，1 到 365，默认 20',
    en: 'days that its certificates are valid, 1 to 365, 20 unless given',
  },
  days: { 'zh-CN': '期限，默认 30 天', en: 'the limit, 30 days unless given' },
  limit: { 'zh-CN': '最多这么多条', en: 'at most so many entries' },
  'certificates-only': { 'zh-CN': '私钥打不开时，只导入证书', en: 'take the certificates alone where keys stay shut' },
  asn1: { 'zh-CN': '显示原始的 ASN.1 结构', en: 'show the raw ASN.1 structure' },
  rekey: { 'zh-CN': '换掉保险库的身份，重新加密每把私钥', en: 'new identity of the vault, every key encrypted again' },
  to: {
    'zh-CN': '安装到的浏览器或系统（stores list 里的名称）',
    en: 'browser or system store, as stores list names it',
  },
  from: {
    'zh-CN': '从哪个浏览器或系统（stores list 里的名称）',
    en: 'browser or system store, as stores list names it',
  },
  store: {
    'zh-CN': '哪个浏览器或系统（stores list 里的名称）',
    en: 'browser or system store, as stores list names it',
  },
  url: { 'zh-CN': '再用证书登录这个网址', en: 'log in to this address with the certificate too' },
  finding: { 'zh-CN': '只列出有这种情况的', en: 'only those of which this is true' },
  'certificate-only': { 'zh-CN': '只取证书，不取私钥', en: 'take the certificate without its key' },
  all: { 'zh-CN': '签发机构的证书也列出', en: 'certificates of issuers too' },
  module: {
    'zh-CN': 'PKCS#11 模块的文件；只问这一个模块',
    en: 'file of a PKCS#11 module; no other one is asked',
  },
  token: {
    'zh-CN': '哪个 U盾：序列号、编号（至少 8 位）或名称',
    en: 'which token: its serial number, its id or 8 digits of it or more, or its label',
  },
  slot: { 'zh-CN': '还没有初始化的插槽的编号', en: 'number of a slot that has not been initialised' },
  algorithm: { 'zh-CN': '密钥算法', en: 'algorithm of the key' },
  key: {
    'zh-CN': 'U盾 里的私钥：标签，或对象编号（至少 8 位）',
    en: 'private key on the token: its label, or its object id or 8 digits of it or more',
  },
  subject: { 'zh-CN': '主题，按 RFC 4514，例如 CN=张三,C=CN', en: 'subject as in RFC 4514, such as CN=Zhang San,C=CN' },
  'enrol profile': {
    'zh-CN': '申请方案的文件，或已导入的方案的名称、网址主机或编号',
    en: 'file of a profile, or name, host or ID of one that was taken in',
  },
  'preflight profile': {
    'zh-CN': '申请方案的文件，或已导入的方案的名称、网址主机或编号',
    en: 'file of a profile, or name, host or ID of one that was taken in',
  },
  'preflight key': {
    'zh-CN': '密钥将放在哪里：保险库（默认）或 U盾',
    en: 'where the key will be made: the vault, unless a token is named',
  },
  'preflight anchor': {
    'zh-CN': '颁发机构的证书文件：服务器必须通到它',
    en: 'certificate of the authority: the server has to lead to it',
  },
  'enrol key': {
    'zh-CN': '密钥在哪里：保险库（默认）或 U盾',
    en: 'where the key is made: the vault, unless a token is named',
  },
  'enrol label': {
    'zh-CN': 'U盾 里密钥的标签，默认取自主题',
    en: 'label of the key on the token, from the subject unless given',
  },
  'enrol anchor': {
    'zh-CN': '颁发机构的证书文件：服务器和签发的证书都必须通到它',
    en: 'certificate of the authority: the server and what it issues have to lead to it',
  },
  'pending check anchor': {
    'zh-CN': '颁发机构的证书文件：服务器和签发的证书都必须通到它',
    en: 'certificate of the authority: the server and what it issues have to lead to it',
  },
  'renew anchor': {
    'zh-CN': '颁发机构的证书文件：服务器和签发的证书都必须通到它',
    en: 'certificate of the authority: the server and what it issues have to lead to it',
  },
  'renew profile': {
    'zh-CN': '申请方案；默认是申请这张证书时用的',
    en: 'profile; the one it was applied for with unless given',
  },
  replaces: {
    'zh-CN': '补办：新证书代替的那张遗失或被盗的证书',
    en: 'the lost or stolen certificate that the new one is to take the place of',
  },
  'revoke profile': {
    'zh-CN': '申请方案；默认是申请这张证书时用的',
    en: 'profile; the one it was applied for with unless given',
  },
  kind: {
    'zh-CN': '发生了什么：遗失、被盗、私钥或密码可能被人知道',
    en: 'what happened: lost, stolen, or the key or its password may be known',
  },
  undo: { 'zh-CN': '找到了：取消遗失登记', en: 'it was found: take the record back' },
  'no-install': {
    'zh-CN': '只放进保险库，不安装到旧证书所在的地方',
    en: 'into the vault alone, not where the old one is installed',
  },
  'renew install with': {
    'zh-CN': '取代 ID 的新证书；默认是保险库看出的那一张',
    en: 'the certificate that takes the place of ID; the one the vault shows unless given',
  },
  'pin-sha256': {
    'zh-CN': '颁发机构证书（或它的公钥）的 SHA-256，代替 --anchor',
    en: "SHA-256 of the authority's certificate, or of its public key, instead of --anchor",
  },
  reference: {
    'zh-CN': '颁发机构给的参考号；不写就只用授权码',
    en: 'reference number of the authority; a code alone without it',
  },
  fingerprint: {
    'zh-CN': '证书 SHA-256 的前 8 位或更多，从官方资料抄写',
    en: 'first 8 digits or more of the SHA-256 of the certificate, as official papers have it',
  },
  'shared-computer': {
    'zh-CN': '这台电脑不是自己的，或者与别人共用',
    en: 'this computer is not your own, or shared',
  },
  'watch-folder': {
    'zh-CN': 'web 方案：等待浏览器下载到这个文件夹的证书文件',
    en: 'of a web profile: wait for the certificate that the browser downloads into this folder',
  },
  'skip-preflight': {
    'zh-CN': '时间不对也继续，不提醒网络和电脑；服务器的证书照样核对',
    en: 'go on with a wrong clock, without warnings of network and computer; the server is verified all the same',
  },
  host: { 'zh-CN': '从官方资料抄写的网址主机', en: 'host of the address, as official papers have it' },
  another: {
    'zh-CN': '已经更新过也再申请一张',
    en: 'ask for one more although it was renewed already',
  },
  'same-key': {
    'zh-CN': '沿用旧证书的密钥，不生成新的',
    en: 'keep the key of the old certificate, make no new one',
  },
  'renew key': {
    'zh-CN': '新密钥放在哪里：vault，或 token:序列号；不写就在旧密钥所在的地方',
    en: 'where the new key is made: vault, or token:SERIAL; where the old one is without it',
  },
  'accept-authority-key': {
    'zh-CN': '同意由颁发机构生成私钥：它会知道这个私钥',
    en: 'agree that the authority makes the private key, and so knows it',
  },
  'accept-names': {
    'zh-CN': '名称与申请的不同也采用',
    en: 'take it although its names are not those that were asked for',
  },
  so: { 'zh-CN': '修改管理员 PIN，不是 PIN', en: 'the SO PIN instead of the PIN' },
  on: { 'zh-CN': '由我自己管理', en: 'manage it myself' },
  off: { 'zh-CN': '只读', en: 'read-only' },
  'backup create to': {
    'zh-CN': '放备份的文件夹，或 webdav:URL（服务器上的文件夹），或 token:序列号',
    en: 'folder for the backup, or webdav:URL for a folder on a server, or token:SERIAL',
  },
  'webdav-user': { 'zh-CN': 'WebDAV 服务器的用户名', en: 'user name on the WebDAV server' },
  'key-copy': {
    'zh-CN': '把这张证书的私钥复制到 U盾（能在那里使用，不能再读出；不算备份）',
    en: 'put the key of this certificate on the token (used there, never read out again; no backup)',
  },
  remember: {
    'zh-CN': '成功后把服务器的密码记在系统的密码库里',
    en: 'when it went well, keep the password of the server in the system password store',
  },
  'only-unsaved': {
    'zh-CN': '只备份没有一份备份里有现在这个样子的证书',
    en: 'only certificates that no backup holds as they are now',
  },
  theirs: { 'zh-CN': '两边不同时，以备份里的为准', en: 'where both differ, take what the backup has' },
  'dry-run': { 'zh-CN': '只显示会发生什么', en: 'only tell what would happen' },
  'last-try': {
    'zh-CN': '确认：即使可能是锁定前的最后一次也要试',
    en: 'confirm: try even where it may be the last try before the PIN locks',
  },
  'vault-token': {
    'zh-CN': '打开保险库的 U盾（与 --pin 的 U盾 分开）：序列号、编号（至少 8 位）或名称',
    en: 'the token that opens the vault, apart from the one that --pin is for: its serial number, its id or 8 digits of it or more, or its label',
  },
  'vault-last-try': {
    'zh-CN': '确认：打开保险库的 U盾 即使可能是锁定前的最后一次也要试',
    en: 'confirm: try the token that opens the vault even where it may be the last try before its PIN locks',
  },
  man: { 'zh-CN': '输出整本手册', en: 'print the whole manual' },
};

export const secretMeanings: Readonly<Record<string, Words>> = {
  passphrase: { 'zh-CN': '保险库的主密码', en: 'passphrase of the vault' },
  'new-passphrase': { 'zh-CN': '新的主密码', en: 'new passphrase of the vault' },
  'recovery-code': { 'zh-CN': '恢复码', en: 'recovery code' },
  password: { 'zh-CN': '文件的密码', en: 'password of the file' },
  'store-password': { 'zh-CN': '浏览器的主密码', en: 'primary password of the browser' },
  pin: { 'zh-CN': ' U盾 的 PIN', en: 'PIN of the token' },
  'so-pin': {
    'zh-CN': ' U盾 的管理员 PIN（YubiKey 是它的管理密钥）',
    en: 'SO PIN of the token (of a YubiKey: its management key)',
  },
  'vault-pin': {
    'zh-CN': '打开保险库的 U盾 的 PIN（只给这个 U盾）',
    en: 'PIN of the token that opens the vault, for that token alone',
  },
  'new-pin': { 'zh-CN': '新的 PIN', en: 'new PIN' },
  puk: { 'zh-CN': '解锁码 (PUK)', en: 'PUK' },
  code: { 'zh-CN': '颁发机构给的授权码', en: 'authorisation code of the authority' },
  'webdav-password': { 'zh-CN': ' WebDAV 服务器的密码', en: 'password of the WebDAV server' },
  passwords: { 'zh-CN': '候选密码（每行一个，逐个尝试）', en: 'candidate passwords (one a line, tried in turn)' },
};
