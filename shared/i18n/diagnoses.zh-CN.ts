// SPDX-License-Identifier: Apache-2.0
import type { DiagnosisTexts } from './diagnoses.en.ts';

export const diagnosesZhCn: DiagnosisTexts = {
  opened: {
    cause: '文件已打开[，密码按 {{passwordEncoding}} 编码读取]。',
    step: '请核对下面的内容，再导入。',
  },
  'needs-password': { cause: '这个文件有密码保护。', step: '请输入银行随证书提供的密码，或您导出时设置的密码。' },
  'wrong-password': {
    cause: '密码不对，文件本身没有问题。',
    step: '请检查大小写和输入法。忘记密码请联系发放证书的机构。',
  },
  'possibly-damaged': {
    cause: '密码不对，或者文件已损坏，无法判断是哪一种。',
    step: '请先检查密码，确认无误后再重新下载文件。',
  },
  'unsupported-algorithm': {
    cause: '文件使用了目前不支持的算法[：{{algorithm}}]，与密码无关。',
    step: '请在原来的软件里换一种加密方式，再重新导出。',
  },
  'key-mismatch': {
    cause: '密码正确，但文件里的私钥和证书不是一对。',
    step: '请向银行或机构重新索取这个文件。',
  },
  'wrong-key': {
    cause: '这个文件用另一个密钥加密[（{{recipient}}）]，保险库里的 SM2 密钥都无法解密。',
    step: '请先导入签名证书和私钥。如果已经导入，请向机构重新索取这个文件。',
  },
  'enveloped-key': {
    cause: '这是机构发来的加密私钥，用您的签名密钥加密，不能用密码打开。',
    step: '请先解锁存有签名密钥的保险库，再重新导入这个文件。',
  },
  'enveloped-data': {
    cause: '这是加密数据，只有对应证书的持有人[（{{recipient}}）]才能解密，不能用密码打开。',
    step: '如果是机构发来的加密私钥，请先解锁存有对应私钥的保险库，再重新导入这个文件。',
  },
  damaged: {
    cause: '文件已损坏[（第 {{offset}} 字节附近）]，与密码无关。',
    step: '请重新下载，或从原来的位置再复制一份。',
  },
  'not-a-certificate-file': {
    cause: '这不是证书文件。',
    step: '请选择 .pfx、.p12、.cer、.crt、.pem、.p7b 或 .sm2 文件。',
  },
  'limit-exceeded': {
    cause: '为了安全，已停止处理：文件超过了上限[（{{limit}}）]。',
    step: '正常的证书文件不会超过这个上限，请确认文件来源可靠。',
  },
};

export const limitNamesZhCn: Record<string, string> = {
  iterations: '密码迭代次数',
  size: '文件大小',
  time: '处理时间',
  memory: '内存',
  depth: '嵌套层数',
  objects: '对象数量',
  entries: '条目数量',
  'work-factor': '密码计算强度',
};
