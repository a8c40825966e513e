// SPDX-License-Identifier: Apache-2.0
import type { TrustErrorCode } from '../../domain/errors/error-codes.ts';
import type { CauseAndStep } from '../message.ts';

export const trustErrorsZhCn: Record<TrustErrorCode, CauseAndStep> = {
  'not-an-authority': {
    cause: '这不是机构（CA）的证书[（{{name}}）]，信任后也不会让其他证书受信任。',
    step: '请改用签发机构自己的证书，一般可在机构的官方网站上找到。',
  },
  'fingerprint-differs': {
    cause: '输入的内容与这张证书的指纹不同，没有信任这张证书。',
    step: '请把 SHA-256 指纹与机构官方资料上的核对。如果确实不同，请不要信任这张证书。',
  },
};
