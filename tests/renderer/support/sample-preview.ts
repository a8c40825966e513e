// SPDX-License-Identifier: Apache-2.0
export const sha256 = 'a'.repeat(64);
export const draftId = '11111111-1111-4111-8111-111111111111';
export const certificate = {
  sha256,
  subject: 'CN=张三',
  issuer: 'CN=Test CA',
  displayName: '张三',
  issuerName: 'Test CA',
  serial: '1',
  notBefore: '2026-01-01T00:00:00Z',
  notAfter: '2047-01-01T00:00:00Z',
  algorithm: 'rsa-2048',
  isCa: false,
  hasPrivateKey: true,
};
/** Main's answer to `imports.inspect`. */
export const answer = (diagnosis: object, opened: boolean) => ({
  draftId,
  known: [],
  needsProtector: false,
  needsUnlock: false,
  completes: [] as string[],
  holders: [] as object[],
  report: {
    file: 'bank.pfx',
    kind: 'pkcs12',
    certificates: opened ? [certificate] : [],
    keys: opened ? [{ algorithm: 'rsa-2048', matches: sha256 }] : [],
    diagnosis,
  },
});
