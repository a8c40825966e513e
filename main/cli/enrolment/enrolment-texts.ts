// SPDX-License-Identifier: Apache-2.0
import type { ReplyProblem } from '../../../shared/schemas/enrolment/enrolment.ts';
import type { WebEnrolmentPurpose } from '../../../shared/schemas/enrolment/web-enrolment.ts';
import type { Language } from '../../../shared/i18n/language.ts';

export interface EnrolmentTexts {
  readonly unverified: string;
  readonly verified: string;
  readonly typeHost: string;
  readonly ownComputer: string;
  readonly requested: string;
  readonly requestedText: string;
  readonly openAddress: string;
  readonly willBeAsked: string;
  readonly steps: string;
  readonly contact: string;
  readonly noneHeld: string;
  readonly profileRemoved: string;
  readonly profileDiffers: string;
  readonly replaceProfile: string;
  readonly nonePending: string;
  readonly state: Readonly<Record<'pending' | 'done', string>>;
  readonly renews: string;
  readonly webEnrolment: Readonly<Record<WebEnrolmentPurpose, string>>;
  readonly waitingIn: string;
  /** `folder`: where the file is expected. */
  readonly renewalWaits: string;
  /** Replaces another profile's renewal. */
  readonly takesPlace: string;
  readonly cameAs: string;
  /** Interrupted. */
  readonly waitsOn: string;
  readonly webEnrolmentEnded: string;
  readonly webEnrolmentCancelled: string;
  readonly pathToAuthority: string;
  readonly pathNotAuthority: string;
  readonly pathTrusted: string;
  readonly pathUnknown: string;
  readonly arrived: string;
  readonly arrivedOnToken: string;
  readonly notTaken: string;
  readonly differingNames: string;
  readonly confirmRemove: string;
  readonly removed: string;
  readonly written: string;
  readonly problem: Readonly<Record<ReplyProblem, string>>;
  /** By reason; `type` fills {{type}}. */
  readonly subject: Readonly<Record<string, string>>;
}

const zhCn: EnrolmentTexts = {
  unverified: '未核实：{{name}} 的网址是 {{host}}。请对照官方资料后运行 profiles confirm，输入这个网址的主机。',
  verified: '已核实',
  typeHost: '请从官方资料上抄写 {{name}} 的网址主机（不要照抄屏幕）：',
  ownComputer: '这是您自己的电脑吗？(Y/n) ',
  requested: '申请文件已写入 {{file}}。私钥留在{{place}}；请把文件交给 {{host}}，收到证书后运行 pending import。',
  requestedText: '请把下面的文字贴到 {{host}} 的申请页面。私钥留在{{place}}；收到证书后运行 pending import。',
  openAddress: '请在浏览器里打开 {{url}}',
  willBeAsked: '会要求您提供：',
  steps: '步骤：',
  contact: '联系方式：{{contact}}',
  noneHeld: '还没有申请方案。',
  profileDiffers: '这个文件与您已核对的办理指南不同：',
  replaceProfile: '替换已核对的办理指南吗？替换后需要重新核对网址。[y/N] ',
  profileRemoved: '已删除申请方案 {{name}}。',
  nonePending: '没有证书申请。',
  state: { pending: '等待答复', done: '已收到证书' },
  renews: '更新 {{certificate}}',
  webEnrolment: { apply: '等待下载的文件', renew: '等待更新证书的文件', replace: '等待补办的文件' },
  waitingIn: '正在等待下载的证书文件：{{folder}}（按 Ctrl+C 停止等待，申请会保留）。',
  renewalWaits:
    '这次更新已记下 ({{id}})，pending 会列出它[；在 {{folder}} 里等待文件]。下载证书文件后用 import 导入：持有人和颁发者与旧证书相同，更新就办完，旧证书显示为已被取代。名称会变时加 --watch-folder 文件夹 再运行一次。',
  takesPlace: '按“{{name}}”等待的那一份 ({{id}}) 由这一份代替，不再等待。',
  cameAs: '证书文件已下载：{{file}}。请运行：',
  waitsOn: '不再在这里等待；pending 会列出它 ({{id}})，导入下载的文件就算办完。',
  webEnrolmentEnded: '这是在“{{name}}”办理的证书，办理已完成。',
  pathToAuthority: '证书链有效地通到这家颁发机构。',
  pathNotAuthority: '没有有效的证书链从它通到办理时指定的颁发机构。使用之前请向该机构确认。',
  pathTrusted: '证书链通到受信任的“{{root}}”。',
  pathUnknown: '这里没有它的颁发者证书，证书链没能检验到底。证书照样可以使用。',
  webEnrolmentCancelled: '不再等待“{{name}}”的文件。',
  arrived: '申请 {{id}} 的证书 {{certificate}} 已收到，与私钥配成一对。',
  arrivedOnToken: '私钥在 U盾 {{token}} 里：用 tokens import 把证书写进去。',
  notTaken: '申请 {{id}}：收到的证书没有采用：{{problem}}。',
  differingNames: '与申请不同的名称：{{names}}。证书上是：{{subject}}。确认无误时加上 --accept-names。',
  confirmRemove: '删除这份申请和它的私钥？之后收到的证书将无法使用。(y/N) ',
  removed: '已删除申请，私钥 {{keys}} 个。',
  written: '申请文件已写入 {{file}}。',
  problem: {
    'other-names': '名称与申请的不同',
    expired: '证书已过期',
    'self-signed': '证书是用申请人自己的私钥签发的，不是颁发机构签发的',
    'issuer-expired': '颁发者的证书已过期',
    'chain-broken': '随附的颁发者证书没有签发它',
    'path-invalid': '证书链没有有效地通到这家颁发机构的信任锚',
  },
  subject: {
    'no-equals-sign': '持有人名称的每一部分都要写成 类型=值，例如 CN=张三,C=CN。',
    'empty-value': '持有人名称里有一部分没有值。',
    'unknown-type': '持有人名称里有不认识的类型；可用 CN、O、OU、C、L、ST、emailAddress、serialNumber，或写 OID。',
    quotes: '持有人名称里的引号没有成对。',
    escape: '持有人名称里反斜杠后面的字符不对。',
    hex: '持有人名称里 # 后面要写十六进制。',
    characters: '持有人名称里有这种类型不能用的字符：C、serialNumber、emailAddress 只能用英文字母、数字和常用符号。',
    country: 'C（国家或地区）要写两个字母，例如 CN。',
    'too-long': '持有人名称里 {{type}} 太长。',
    'missing-field': '申请方案要求填写 {{type}}。',
  },
};

const en: EnrolmentTexts = {
  unverified:
    'Unverified: the address of {{name}} is {{host}}. Compare it with what the authority gave you, then run profiles confirm and type that host.',
  verified: 'verified',
  typeHost: 'Type the host of {{name}} from official papers (not from the screen): ',
  ownComputer: 'Is this your own computer? (Y/n) ',
  requested:
    'The request is in {{file}}. The private key stays {{place}}; hand the file to {{host}} and run pending import with what comes back.',
  requestedText:
    'Paste the text below into the page of {{host}}. The private key stays {{place}}; run pending import with what comes back.',
  openAddress: 'Open {{url}} in your browser',
  willBeAsked: 'You will be asked for:',
  steps: 'Steps:',
  contact: 'Contact: {{contact}}',
  noneHeld: 'There is no profile of an authority yet.',
  profileDiffers: 'This file differs from the profile that you confirmed:',
  replaceProfile: 'Replace the confirmed profile? You then confirm its host again. [y/N] ',
  profileRemoved: 'Profile {{name}} removed.',
  nonePending: 'There is no certificate request.',
  state: { pending: 'pending', done: 'done' },
  renews: 'renews {{certificate}}',
  webEnrolment: {
    apply: 'waiting for a download',
    renew: 'waiting for the file of a renewal',
    replace: 'waiting for the file of a replacement',
  },
  waitingIn: 'Waiting for the certificate to be downloaded into {{folder}} (Ctrl+C stops; the application is kept).',
  renewalWaits:
    'This renewal is kept ({{id}}); pending lists it[, and its file is expected in {{folder}}]. Download the certificate, then import it: one of the same holder and issuer ends the renewal, and the old certificate shows as superseded. Where its names will be others, run this again with --watch-folder DIR.',
  takesPlace: 'It takes the place of the one by {{name}} ({{id}}), which is not waited for any more.',
  cameAs: '{{file}} was downloaded. Run:',
  waitsOn: 'Not waiting here any more; pending lists it ({{id}}), and an import of the file completes it.',
  webEnrolmentEnded: 'This is the certificate that was applied for at {{name}}; the application is complete.',
  pathToAuthority: 'A valid chain leads from it to this authority.',
  pathNotAuthority:
    'No valid chain leads from it to the authority that its profile names. Ask the authority before you use it.',
  pathTrusted: 'Its chain leads to {{root}}, which is trusted.',
  pathUnknown:
    'Its issuer is not known here, so that its chain could not be checked to the end. It can be used all the same.',
  webEnrolmentCancelled: 'No longer waiting for the file of {{name}}.',
  arrived: 'The certificate {{certificate}} for request {{id}} has arrived and belongs to its private key.',
  arrivedOnToken: 'The private key is on USB token {{token}}: write the certificate there with tokens import.',
  notTaken: 'Request {{id}}: the certificate that came was not taken: {{problem}}.',
  differingNames:
    'Asked for and otherwise: {{names}}. The certificate says: {{subject}}. If that is right, add --accept-names.',
  confirmRemove: 'Remove this request and its private key? A certificate that comes later will be of no use. (y/N) ',
  removed: 'Request removed, with {{keys}} private keys.',
  written: 'The request is in {{file}}.',
  problem: {
    'other-names': 'its names are not those that were asked for',
    expired: 'it has expired',
    'self-signed': "it was signed by the applicant's own key, not by an authority",
    'issuer-expired': 'the certificate of its issuer has expired',
    'chain-broken': 'the issuer that came with it did not sign it',
    'path-invalid': 'no valid path leads from it to the trust anchor of the authority',
  },
  subject: {
    'no-equals-sign': 'Each part of the subject is written TYPE=VALUE, such as CN=Zhang San,C=CN.',
    'empty-value': 'A part of the subject has no value.',
    'unknown-type':
      'The subject has a type that is not known; use CN, O, OU, C, L, ST, emailAddress, serialNumber, or an OID.',
    quotes: 'The quotation marks of the subject do not match.',
    escape: 'What follows a backslash in the subject is wrong.',
    hex: 'What follows # in the subject has to be hex.',
    characters:
      'The subject has characters that its type does not take: C, serialNumber and emailAddress take ASCII letters, digits and common marks only.',
    country: 'C (country) takes two letters, such as CN.',
    'too-long': '{{type}} in the subject is too long.',
    'missing-field': 'The profile demands {{type}} in the subject.',
  },
};

export const enrolmentTexts: Record<Language, EnrolmentTexts> = { 'zh-CN': zhCn, en };
