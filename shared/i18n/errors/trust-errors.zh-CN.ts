// SPDX-License-Identifier: Apache-2.0
import type { TrustErrorCode } from '../../domain/errors/error-codes.ts';
import type { CauseAndStep } from '../message.ts';

export const trustErrorsZhCn: Record<TrustErrorCode, CauseAndStep> = {
  'not-an-authority': {
    cause: '这不是机构的证书[：{{name}}]，信任后也不能让其他证书受信任。',
    step: '请改用签发机构的证书，机构会在官方网站上公布。',
  },
  'fingerprint-differs': {
    cause: '输入的内容与这张证书的指纹不同，未信任。',
    step: '请与机构的官方资料核对 SHA-256。如果确实不同，请不要信任这张证书。',
  },
};
