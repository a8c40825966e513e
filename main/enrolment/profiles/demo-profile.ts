// SPDX-License-Identifier: Apache-2.0
import type { CaProfile } from '../../../shared/schemas/enrolment/ca-profile.ts';
import { pemBlock } from '../../formats/writers/write-pem.ts';

export function demoProfile({
  url,
  certificate,
}: {
  readonly url: string;
  readonly certificate: Uint8Array;
}): CaProfile {
  return {
    name: 'CertSteward 测试 CA / Practice CA',
    protocol: 'est',
    url,
    anchor: Buffer.from(pemBlock('CERTIFICATE', certificate)).toString('ascii'),
    subject: [{ type: 'CN', label: { 'zh-CN': '姓名', en: 'Full name' }, required: true }],
    keyTypes: ['ec-p256', 'rsa-2048'],
    challenge: [{ id: 'code', label: { 'zh-CN': '授权码（demo）', en: 'Code (demo)' }, secret: true }],
    renewalDays: 60,
  };
}
