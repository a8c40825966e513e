// SPDX-License-Identifier: Apache-2.0
import type { EnrolmentErrorCode } from '../../domain/errors/error-codes.ts';
import type { CauseAndStep } from '../message.ts';

export const enrolmentErrorsZhCn: Record<EnrolmentErrorCode, CauseAndStep> = {
  'profile-invalid': {
    cause: '这个文件不是可用的申请方案[（{{reason}}）][：{{member}}]。',
    step: '请向颁发机构重新索取申请方案；文件里应有哪些内容见 docs/formats.md。',
  },
  'profile-exists': {
    cause: '您已核对过这份办理指南[（{{name}}，{{host}}）]，这个文件与它不同[：{{differences}}]。',
    step: '请与机构的官方资料核对这些不同。确定要替换，请选择“替换”，然后重新核对网址。',
  },
  'host-mismatch': {
    cause: '输入的网址主机与申请方案里的不同，方案仍为未核实。',
    step: '请从颁发机构的信函或卡片上查到网址再输入；如果确实不同，请删除这份方案。',
  },
  'protocol-unsupported': {
    cause: '这个程序还不能按这份方案的协议申请证书[（{{protocol}}）]。',
    step: '请在颁发机构的网页上申请，或询问它是否接受申请文件 (CSR)。',
  },
  'response-mismatch': {
    cause: '这里没有任何申请使用这张证书的密钥，它不是这些申请的答复；没有导入任何内容。',
    step: '请确认这是不是本次申请的文件；如仍要保存这张证书，请用导入。',
  },
  'reply-refused': {
    cause: '这张证书没有作为申请的答复采用[（{{reason}}）]，申请仍在等待。',
    step: '请把这个原因告诉颁发机构，请它为同一份申请重新签发。',
  },
  'replacement-invalid': {
    cause: '这张证书不能取代旧证书[（{{reason}}）]，旧证书留在原处。',
    step: '请把这个原因告诉颁发机构，请它另发一张；在此之前继续使用旧证书。',
  },
  'anchor-needed': {
    cause:
      '还没有说明这个服务器[ {{host}} ]应当属于哪家颁发机构，所以只查看了它的证书，没有发送别的内容[。它出示的是：{{authorities}}]。',
    step: '请把 SHA-256 与颁发机构的官方资料对照；一致时再确认。',
  },
  'server-untrusted': {
    cause: '这个服务器不能通到这家颁发机构的信任锚，申请和授权码都没有发送。',
    step: '请不要使用这个网络：中间可能有人拦截。如果颁发机构换了证书，请向它索取新的。',
  },
  'server-reply-unusable': {
    cause: '服务器的答复无法使用[（{{reason}}）]，没有导入任何内容。',
    step: '请稍后再试；一直这样请告诉颁发机构。已发出的申请还在：pending check 会再次询问。',
  },
  'clock-wrong': {
    cause: '这台电脑的时间与服务器相差太多，什么都没有发送。',
    step: '请打开系统的自动对时，核对时区，然后重试。',
  },
  'code-missing': {
    cause: '服务器要求授权码，但没有给出[（{{status}}）]。申请已保存。',
    step: '请填写参考号和授权码后再询问。',
  },
  'code-refused': {
    cause: '服务器不接受这个参考号或授权码[（{{status}}）]。申请已保存。',
    step: '请与颁发机构给您的内容对照后再询问（pending check）；错几次之后多半会被锁定。',
  },
  'request-declined': {
    cause: '服务器没有接受这份申请[（{{status}}）]，申请还在。',
    step: '请向颁发机构询问它接受怎样的申请（名称、密钥种类）。然后再次询问，或删除申请。',
  },
  'authority-key-consent': {
    cause: '这里由颁发机构生成您的私钥，因此它也知道这个私钥。还没有人同意这样做，所以什么都没有发送。',
    step: '更好的办法是让本程序生成私钥，这样别人都没有它。如果颁发机构只允许这种方式，请明确同意。',
  },
  'authority-key-place': {
    cause: '由颁发机构生成的私钥只能放进保险库，而且只能用 EST[（{{place}}）]；什么都没有发送。',
    step: '要用 U盾，请让 U盾 自己生成私钥：它不会离开 U盾。',
  },
  'authority-key-unusable': {
    cause:
      '颁发机构的答复不能作为一个私钥和它的证书保存下来[（{{reason}}）]，没有导入任何内容。它可能已经签发了一张证书，而私钥已经丢失。',
    step: '请告诉颁发机构，并请它吊销已签发的证书。申请还在：再询问时它会另外生成一个私钥。',
  },
  'authority-key-encrypted': {
    cause:
      '颁发机构用另一个密钥加密了私钥，本程序不能打开，没有导入任何内容。它可能已经签发了一张证书，而私钥已经丢失。',
    step: '请让颁发机构在受保护的连接里直接发送私钥；更好的办法是让本程序生成私钥。',
  },
  'authority-key-weak': {
    cause:
      '颁发机构送来的私钥太弱，或者不是新生成的[（{{algorithm}}）][（{{reason}}）]，没有导入任何内容。它可能已经为这个私钥签发了证书。',
    step: '请让本程序生成私钥，并请颁发机构吊销已签发的证书。',
  },
  'authority-key-mismatch': {
    cause: '收到的私钥不属于一同收到的任何证书，没有导入任何内容。已签发证书的私钥已经丢失。',
    step: '请告诉颁发机构，并请它吊销已签发的证书。申请还在：再询问时它会另外生成一个私钥。',
  },
  'needs-replacement': {
    cause: '这张证书登记过遗失、被盗或泄露，不能再用它更新证书，没有发出任何申请。',
    step: '请改办遗失补办：向颁发机构申请一张新的。已经找回的，先取消登记。',
  },
  'not-revoked': {
    cause: '没有吊销任何证书：本程序无法代您向这家颁发机构办理挂失[（{{protocol}}）]。',
    step: '请您自己通知颁发机构，联系方式和要准备的内容见挂失单。',
  },
};
