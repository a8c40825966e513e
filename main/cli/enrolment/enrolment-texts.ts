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
  readonly encryptionToo: string;
  readonly openAddress: string;
  readonly willBeAsked: string;
  readonly steps: string;
  readonly contact: string;
  readonly noneHeld: string;
  readonly profileRemoved: string;
  readonly profileDiffers: string;
  readonly replaceProfile: string;
  readonly nonePending: string;
  readonly issuedRequests: string;
  readonly columns: Readonly<Record<'since' | 'name' | 'state' | 'guide' | 'algorithm' | 'host' | 'protocol', string>>;
  readonly issuedAs: string;
  readonly refused: string;
  readonly state: Readonly<Record<'pending' | 'done', string>>;
  readonly renews: string;
  readonly atBranch: string;
  readonly webEnrolment: Readonly<Record<WebEnrolmentPurpose, string>>;
  readonly waitingIn: string;
  readonly renewalWaits: string;
  readonly takesPlace: string;
  readonly cameAs: string;
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
  /** Keyed by the error's `reason`. Its `type` fills {{type}}. */
  readonly subject: Readonly<Record<string, string>>;
}

const zhCn: EnrolmentTexts = {
  unverified:
    '尚未核对：{{name}} 的网址是 {{host}}。请先与官方资料核对，再运行 certsteward profiles confirm 名称，然后按提示输入域名。',
  verified: '已核对',
  typeHost: '请按官方资料输入“{{name}}”的网站域名（不要照着屏幕输入）：',
  ownComputer: '这是您自己或单位给您专用的电脑吗？[Y/n]',
  requested:
    '申请已保存到 {{file}}。私钥留在{{place}}。请把文件提交到 {{host}}，收到证书后运行 certsteward pending import 文件',
  requestedText:
    '请把下面的文本粘贴到 {{host}} 的申请页面。私钥留在{{place}}。收到证书后运行 certsteward pending import 文件',
  encryptionToo: '机构还会发来加密证书和对应的私钥，请用 certsteward import 导入这两个文件',
  openAddress: '请在浏览器里打开 {{url}}',
  willBeAsked: '需要您提供：',
  steps: '步骤：',
  contact: '联系方式：{{contact}}',
  noneHeld: '还没有办理指南。请运行 certsteward profiles import 文件',
  profileDiffers: '这个文件与您已核对的办理指南不同：',
  replaceProfile: '替换已核对的办理指南吗？替换后需要重新核对网址。[y/N]',
  profileRemoved: '已移除办理指南 {{name}}。',
  nonePending: '没有等待中的申请。',
  issuedRequests: '已签发',
  columns: {
    since: '申请日期',
    name: '名称',
    state: '状态',
    guide: '办理指南',
    algorithm: '算法',
    host: '网站域名',
    protocol: '协议',
  },
  issuedAs: '证书 {{certificate}}',
  refused: '收到的证书不符合要求：{{problem}}',
  state: { pending: '等待签发', done: '已签发' },
  renews: '更新证书 {{certificate}}',
  atBranch: '打电话或去柜台',
  webEnrolment: { apply: '申请，等待下载', renew: '更新证书，等待下载', replace: '补办，等待下载' },
  waitingIn: '正在等待下载到 {{folder}} 的文件。按 Ctrl+C 停止等待，申请会保留。',
  renewalWaits:
    '这次办理已保存（{{id}}），可用 certsteward pending 查看[。文件应下载到 {{folder}}]。下载证书后请导入，持有人、颁发者和用途相同即办理完成。如果会有变化，请加 --watch-folder 文件夹 再运行一次。',
  takesPlace: '原来在“{{name}}”的办理（{{id}}）已取消，以这次为准。',
  cameAs: '证书文件已下载：{{file}}。请运行：',
  waitsOn: '已停止等待。申请（{{id}}）可用 certsteward pending 查看，导入下载的文件后即完成。',
  webEnrolmentEnded: '这是您在“{{name}}”申请的证书，申请已完成。',
  pathToAuthority: '证书由这家机构签发。',
  pathNotAuthority: '证书不是办理指南里的机构签发的。使用之前请向机构确认。',
  pathTrusted: '证书链可追溯到受信任的“{{root}}”。',
  pathUnknown: '本机缺少上级证书，证书链未能全部检查，有的网站可能不接受。',
  webEnrolmentCancelled: '不再等待“{{name}}”的文件。',
  arrived: '申请 {{id}} 的证书 {{certificate}} 已收到，与私钥相符。',
  arrivedOnToken: '私钥在 USB Key {{token}} 里。请用 certsteward tokens import 把证书写入这个 USB Key。',
  notTaken: '申请 {{id}} 收到的证书不符合要求：{{problem}}。',
  differingNames: '与申请不同的名称：{{names}}。证书上是：{{subject}}。如果确认无误，请给命令加上 --accept-names。',
  confirmRemove: '删除这份申请和私钥？之后签发的证书将无法使用。[y/N]',
  removed: '已删除申请和 {{keys:private key}}。',
  written: '申请已保存到 {{file}}',
  problem: {
    'other-names': '名称与申请不同',
    expired: '证书已过期',
    'self-signed': '自签名证书，不是机构签发的',
    'issuer-expired': '上级证书已过期',
    'chain-broken': '证书不是随附的上级证书签发的',
    'path-invalid': '证书不是这家机构签发的',
  },
  subject: {
    'no-equals-sign': '--subject 的每一部分都要写成 类型=值，例如 CN=张三,C=CN。',
    'empty-value': '--subject 里有一部分没有值。',
    'unknown-type': '--subject 里有无法识别的类型。可用 CN、O、OU、C、L、ST、emailAddress、serialNumber，或 OID。',
    quotes: '--subject 里的引号没有成对。',
    escape: '--subject 里反斜杠后面的字符不正确。',
    hex: '--subject 里 # 后面要写十六进制数。',
    characters: '--subject 里有不允许的字符。C、serialNumber、emailAddress 只能用英文字母、数字和常用符号。',
    country: 'C（国家或地区）要写两个字母，例如 CN。',
    'too-long': '--subject 里的 {{type}} 太长。',
    'missing-field': '办理指南要求 --subject 里有 {{type}}。',
  },
};

const en: EnrolmentTexts = {
  unverified:
    'Not confirmed yet: the address of {{name}} is {{host}}. Compare the address with the one in official documents, then run certsteward profiles confirm NAME and type that host.',
  verified: 'confirmed',
  typeHost: 'Type the host of {{name}} from official documents (not from the screen):',
  ownComputer: 'Is this your personal or work computer? [Y/n]',
  requested:
    'Request saved to {{file}}. The private key stays {{place}}. Send the file to {{host}}, then import the issued certificate with certsteward pending import FILE.',
  requestedText:
    'Paste the text below into the page at {{host}}. The private key stays {{place}}. Import the issued certificate with certsteward pending import FILE.',
  encryptionToo:
    'The CA also sends an encryption certificate and its private key. Import both with certsteward import.',
  openAddress: 'Open {{url}} in your browser',
  willBeAsked: 'You will be asked for:',
  steps: 'Steps:',
  contact: 'Contact: {{contact}}',
  noneHeld: 'No guides yet. To add one, run certsteward profiles import FILE',
  profileDiffers: 'This file differs from the guide you confirmed earlier:',
  replaceProfile: 'Replace the confirmed guide? You then have to confirm the host again. [y/N]',
  profileRemoved: 'Guide {{name}} removed.',
  nonePending: 'No requests are pending.',
  issuedRequests: 'Already issued',
  columns: {
    since: 'Since',
    name: 'Name',
    state: 'State',
    guide: 'Guide',
    algorithm: 'Algorithm',
    host: 'Host',
    protocol: 'Protocol',
  },
  issuedAs: 'certificate {{certificate}}',
  refused: 'certificate not accepted, because {{problem}}',
  state: { pending: 'pending', done: 'issued' },
  renews: 'renews {{certificate}}',
  atBranch: 'by phone or at a branch',
  webEnrolment: {
    apply: 'waiting for a download',
    renew: 'waiting for the renewed certificate',
    replace: 'waiting for the replacement',
  },
  waitingIn: 'Waiting for a download to {{folder}}. Press Ctrl+C to stop waiting. You can import the file later.',
  renewalWaits:
    'Renewal saved ({{id}}). To see it, run certsteward pending[. The file is expected in {{folder}}]. Download the certificate and import it. A certificate with the same holder, issuer and use completes the renewal. If any of these will be different, run this command again with --watch-folder DIR.',
  takesPlace: 'This application replaces the one at {{name}} ({{id}}), which has been cancelled.',
  cameAs: '{{file}} was downloaded. To import it, run:',
  waitsOn:
    'Stopped waiting for the download. To see entry {{id}} again, run certsteward pending. To complete it, import the downloaded file.',
  webEnrolmentEnded: 'This is the certificate you were waiting for from {{name}}. It is no longer listed as pending.',
  pathToAuthority: 'Issued by this CA.',
  pathNotAuthority: 'Not issued by the CA in the guide. Ask the CA before you use the certificate.',
  pathTrusted: 'Issued under the trusted root {{root}}.',
  pathUnknown:
    'A CA certificate is missing, so the whole chain could not be checked, and some sites may refuse the certificate.',
  webEnrolmentCancelled: 'Stopped waiting for the file from {{name}}.',
  arrived: 'Certificate {{certificate}} for request {{id}} was received. The private key matches.',
  arrivedOnToken:
    'The private key is on the USB key {{token}}. Copy the certificate to the USB key with certsteward tokens import.',
  notTaken: 'The certificate for request {{id}} was not accepted, because {{problem}}.',
  differingNames:
    'These names differ from your request: {{names}}. The certificate says: {{subject}}. If those names are correct, add --accept-names.',
  confirmRemove:
    'Delete this request and its private key? You will not be able to use a certificate issued for this request. [y/N]',
  removed: 'Deleted the request and {{keys:private key}}.',
  written: 'Request saved to {{file}}',
  problem: {
    'other-names': 'its names differ from your request',
    expired: 'it has expired',
    'self-signed': 'it is self-signed, not issued by a CA',
    'issuer-expired': 'its issuer’s certificate has expired',
    'chain-broken': 'the issuer included in the file did not sign it',
    'path-invalid': 'this CA did not issue it',
  },
  subject: {
    'no-equals-sign': 'Write each part of --subject as TYPE=VALUE, such as CN=Zhang San,C=CN.',
    'empty-value': 'A part of --subject has no value.',
    'unknown-type': '--subject has an unknown type. Use CN, O, OU, C, L, ST, emailAddress, serialNumber or an OID.',
    quotes: 'The quotation marks in --subject are not balanced.',
    escape: 'A backslash in --subject is followed by an invalid character.',
    hex: 'Use hexadecimal digits after # in --subject.',
    characters:
      'A value in --subject has characters that its type does not allow. C, serialNumber and emailAddress only allow ASCII letters, digits and common punctuation.',
    country: 'Use two letters for C (country), such as CN.',
    'too-long': '{{type}} in --subject is too long.',
    'missing-field': 'The guide requires {{type}} in --subject.',
  },
};

export const enrolmentTexts: Record<Language, EnrolmentTexts> = { 'zh-CN': zhCn, en };
