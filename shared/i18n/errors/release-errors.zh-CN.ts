// SPDX-License-Identifier: Apache-2.0
import type { ReleaseErrorCode } from '../../domain/errors/error-codes.ts';
import type { CauseAndStep } from '../message.ts';

export const releaseErrorsZhCn: Record<ReleaseErrorCode, CauseAndStep> = {
  'releases-unreachable': {
    cause: '没能取到版本列表[（{{host}}）]，还不知道有没有新版本。',
    step: '请检查网络，稍后再试。证书管家可以照常使用。',
  },
  'releases-untrusted': {
    cause: '取到的内容没有证书管家制作者的签名，没有采用其中任何内容。',
    step: '请不要安装由它引到的任何东西；可能有人在网络中改动了它，请换一个网络再试。',
  },
  'releases-outdated': {
    cause: '取到的是旧的版本列表[（{{issued}}）]，还不知道有没有新版本。',
    step: '请检查这台电脑的日期和时间，稍后再试，或换一个网络。',
  },
};
