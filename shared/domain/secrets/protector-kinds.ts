// SPDX-License-Identifier: Apache-2.0
export const protectorKinds = ['os-store', 'passphrase', 'recovery-code', 'token'] as const;

/** Minutes. */
export const autoLockChoices = [1, 5, 15, 30, 60, 'never'] as const;

/** `seal-changed`: the seal itself was replaced or removed. */
export const sealProblems = [
  'recipient-swapped',
  'protectors-changed',
  'profile-changed',
  'anchor-changed',
  'key-swapped',
  'log-cut',
  'log-recomputed',
  'log-chain',
  'revision-behind',
  'seal-changed',
] as const;
