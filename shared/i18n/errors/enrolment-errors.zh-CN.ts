// SPDX-License-Identifier: Apache-2.0
import type { EnrolmentErrorCode } from '../../domain/errors/error-codes.ts';
import type { CauseAndStep } from '../message.ts';

export const enrolmentErrorsZhCn: Record<EnrolmentErrorCode, CauseAndStep> = {
  'profile-invalid': {
    cause: '这个文件不是可用的办理指南[：{{member}}][：缺少 {{missing}}]。',
    step: '请向机构重新索取办理指南。',
  },
  'profile-exists': {
    cause: '这个文件与您核对过的办理指南[（{{name}}，{{host}}）]不同[：{{differences}}]。',
    step: '请将不同之处与官方资料核对。如果确定要替换，请选择“替换”，然后重新核对网址。',
  },
  'host-mismatch': {
    cause: '输入的网站域名与办理指南里的不同，指南仍未核对。',
    step: '请从机构的信函或卡片上查到网址后再输入。如果确实与指南里的不同，请移除这份指南。',
  },
  'protocol-unsupported': {
    cause: '办理指南的协议或机构的服务器不支持这项操作[（{{protocol}}）]。',
    step: '请按指南的步骤办理，或询问机构还有哪些办理方式。',
  },
  'response-mismatch': {
    cause: '没有与这张证书匹配的申请，未导入。',
    step: '请换一个文件，或向机构索取正确的证书。如果仍要保存这张证书，请用“导入证书”。',
  },
  'reply-refused': {
    cause: '这张证书不符合要求[（{{reason}}）]，申请仍在等待签发。',
    step: '请把原因告诉机构，要求按同一份申请重新签发。',
  },
  'replacement-invalid': {
    cause: '这张证书不能替换旧证书[（{{reason}}）]，已保留旧证书。',
    step: '请把原因告诉机构，要求重新签发。拿到符合要求的证书之前，请继续使用旧证书。',
  },
  'anchor-needed': {
    cause:
      '还没有确认这台服务器[ {{host}} ]属于哪家机构，只读取了服务器的证书，未发送其他内容[。服务器出示的机构证书：{{authorities}}]。',
    step: '请把 SHA-256 指纹与机构官方资料上的核对，一致时再确认。',
  },
  'server-untrusted': {
    cause: '服务器的证书不是这家机构签发的，申请和授权码都没有发送。',
    step: '可能有人在拦截连接，请不要使用这个网络。如果机构换了证书，请向机构索取新证书。',
  },
  'server-reply-unusable': {
    cause: '服务器返回的内容无法使用[（{{reason}}）]，未导入任何内容。',
    step: '请稍后再试。如果问题仍然存在，请联系机构。已保存的申请可以在“申请与更新”页再次查询。',
  },
  'clock-wrong': {
    cause: '这台电脑的时间与服务器相差太多，未发送任何内容。',
    step: '请打开系统的自动对时，核对时区，然后重试。',
  },
  'code-missing': {
    cause: '机构要求授权码[（{{status}}）]。',
    step: '请填写参考号和授权码后再提交。',
  },
  'code-refused': {
    cause: '机构不接受所用的参考号、授权码或登录证书[（{{status}}）]。',
    step: '请把参考号和授权码与机构提供的核对后再提交。连续输错可能会被机构锁定。',
  },
  'request-declined': {
    cause: '服务器没有接受这项请求[（{{status}}）]。',
    step: '请向机构询问原因。证书申请会保留，可以重新提交或删除。',
  },
  'authority-key-consent': {
    cause: '您的私钥将由机构生成，机构会留有副本。您还没有同意，未发送任何内容。',
    step: '最好由证书管家生成私钥，只有您自己持有。如果机构只允许由机构生成，请明确同意。',
  },
  'authority-key-place': {
    cause: '由机构生成的私钥只能用 EST 申请，并存入保险库[，不支持 {{place}}]。没有发送任何内容。',
    step: '要用 USB Key，请在 USB Key 里生成私钥，这样的私钥不能导出。',
  },
  'authority-key-unusable': {
    cause:
      '机构返回的内容里没有可用的私钥和对应的证书[（{{reason}}）]，未导入任何内容。机构可能已签发证书，但私钥已丢失。',
    step: '请联系机构吊销已签发的证书。申请已保存，再次发送申请时，机构会重新生成私钥。',
  },
  'authority-key-encrypted': {
    cause: '机构用其他密钥加密了私钥，无法解密，未导入任何内容。机构可能已签发证书，但私钥已丢失。',
    step: '请要求机构通过加密连接直接发送私钥。最好改由证书管家生成私钥。',
  },
  'authority-key-weak': {
    cause:
      '机构发来的私钥太弱，或者不是新生成的[（{{algorithm}}）][（{{reason}}）]，未导入任何内容。机构可能已签发对应的证书。',
    step: '请改由证书管家生成私钥，并联系机构吊销已签发的证书。',
  },
  'authority-key-mismatch': {
    cause: '收到的私钥与一同收到的证书都不匹配，未导入任何内容。已签发证书的私钥已丢失。',
    step: '请联系机构吊销已签发的证书。申请已保存，再次发送申请时，机构会重新生成私钥。',
  },
  'needs-replacement': {
    cause: '这张证书已登记为遗失、被盗或私钥泄露，这种情况不能更新证书，因此未发送申请。',
    step: '请改用“遗失补办”，向机构申请新证书。如果已经找回，请先撤回遗失登记。',
  },
  'not-revoked': {
    cause: '证书没有吊销。证书管家不能代您向这家机构挂失[（{{protocol}}）]。',
    step: '请您自己通知机构，联系方式和要准备的内容见挂失单。',
  },
};
