// SPDX-License-Identifier: Apache-2.0
import type { ReleaseErrorCode } from '../../domain/errors/error-codes.ts';
import type { CauseAndStep } from '../message.ts';

export const releaseErrorsZhCn: Record<ReleaseErrorCode, CauseAndStep> = {
  'releases-unreachable': {
    cause: '未能获取版本列表[（{{host}}）]，无法确定有没有新版本。',
    step: '请检查网络，稍后再试。证书管家可以照常使用。',
  },
  'releases-untrusted': {
    cause: '获取的版本列表没有证书管家开发者的签名，已丢弃。',
    step: '版本列表可能在网络中被改动过，请不要安装其中的版本，换一个网络再试。',
  },
  'releases-outdated': {
    cause: '获取的版本列表[（{{issued}}）]已过期，或比上次的旧，无法确定有没有新版本。',
    step: '请检查这台电脑的日期和时间，稍后再试，或换一个网络。',
  },
};
