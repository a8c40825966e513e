// SPDX-License-Identifier: Apache-2.0
import type { Sm2ErrorCode } from '../../domain/errors/error-codes.ts';
import { diagnosesZhCn } from '../diagnoses.zh-CN.ts';
import type { CauseAndStep } from '../message.ts';

export const sm2ErrorsZhCn: Record<Sm2ErrorCode, CauseAndStep> = {
  'key-mismatch': diagnosesZhCn['key-mismatch'],
  'wrong-key': diagnosesZhCn['wrong-key'],
  'enveloped-key': diagnosesZhCn['enveloped-key'],
  'enveloped-data': diagnosesZhCn['enveloped-data'],
  'sm2-key-required': {
    cause: '.sm2 文件只能存放 SM2 私钥[，这个私钥是 {{algorithm}}]。',
    step: '请为这张证书选择 .p12 格式。',
  },
  'sm2-not-in-browser': {
    cause: 'Chrome、Edge、Firefox 不支持国密（SM2）证书，无法安装这张证书。',
    step: '请用银行指定的国密浏览器和 USB Key。证书管家可以保管、备份这张证书，并提醒到期。',
  },
  'sm2-not-in-tls': {
    cause: '用 EST 更新证书时，要在 TLS 连接里用旧证书证明身份，国密（SM2）证书不支持这种方式。没有发送任何内容。',
    step: '如果机构提供 CMP，请用 CMP 更新证书。否则请向机构索取新的参考号和授权码，或在机构的网页上更新证书。',
  },
};
