// SPDX-License-Identifier: Apache-2.0
import type { TrustErrorCode } from '../../domain/errors/error-codes.ts';
import type { CauseAndStep } from '../message.ts';

export const trustErrorsZhCn: Record<TrustErrorCode, CauseAndStep> = {
  'not-an-authority': {
    cause: '这不是机构（CA）的证书[（{{name}}）]，信任后也不会让其他证书受信任。',
    step: '请改用签发这张证书的机构的证书，机构会在官方网站上公布。',
  },
  'fingerprint-differs': {
    cause: '输入的内容与这张证书的指纹不同，没有信任这张证书。',
    step: '请把 SHA-256 指纹与机构官方资料上的核对。如果确实不同，请不要信任这张证书。',
  },
};
