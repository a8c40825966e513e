import type { EnrolmentErrorCode } from '../domain/error-codes.ts';
import type { CauseAndStep } from './message.ts';

export const enrolmentErrorsZhCn: Record<EnrolmentErrorCode, CauseAndStep> = {
  'profile-invalid': {
    cause: '这个文件不是可用的申请方案[（{{reason}}）][：{{member}}]。',
    step: '请向颁发机构重新索取申请方案；文件里应有哪些内容见 docs/formats.md。',
  },
  'host-differs': {
    cause: '输入的网址主机与申请方案里的不同，方案仍为未核实。',
    step: '请从颁发机构的信函或卡片上查到网址再输入；如果确实不同，请删除这份方案。',
  },
  'protocol-unsupported': {
    cause: '这个程序还不能按这份方案的协议申请证书[（{{protocol}}）]。',
    step: '请在颁发机构的网页上申请，或询问它是否接受申请文件 (CSR)。',
  },
  'reply-foreign': {
    cause: '这里没有任何申请使用这张证书的密钥，它不是这些申请的答复；没有导入任何内容。',
    step: '请确认这是不是本次申请的文件；如仍要保存这张证书，请用导入。',
  },
  'reply-refused': {
    cause: '这张证书没有作为申请的答复采用[（{{reason}}）]，申请仍在等待。',
    step: '请把这个原因告诉颁发机构，请它为同一份申请重新签发。',
  },
};
