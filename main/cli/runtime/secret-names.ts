// SPDX-License-Identifier: Apache-2.0
/** `--NAME-file FILE` and `--NAME-stdin`, never a plain `--NAME` (X04). */
export const secretNames = [
  'passphrase',
  'new-passphrase',
  'recovery-code',
  'password',
  'passwords',
  'store-password',
  'pin',
  'so-pin',
  'new-pin',
  'puk',
  'vault-pin',
  'webdav-password',
  'code',
] as const;
export type SecretName = (typeof secretNames)[number];
