// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { isSameContainer } from '../../../../main/stores/windows/child/delete-key.ts';
import { isHardware } from '../../../../main/stores/windows/child/key-provider.ts';

const hardware = 1;
const software = 2;
const mixed = 3;
const unknown = 4;
const removable = 8;

describe('[S04] whether the key of a certificate is on hardware', () => {
  test.each([
    ['Vendor CSP v1.0', hardware],
    ['Vendor CSP v1.0', mixed],
    ['Vendor CSP v1.0', removable | software],
    // The provider's answer takes precedence over its name.
    ['Microsoft Enhanced Cryptographic Provider v1.0', removable],
    ['Microsoft Base Smart Card Crypto Provider', mixed],
    ['Microsoft Smart Card Key Storage Provider', hardware],
  ])('%s that reports %i: on hardware', (provider, bits) => expect(isHardware(provider, bits)).toBe(true));

  test.each([
    ['Vendor CSP v1.0', software],
    ['Microsoft Software Key Storage Provider', software],
  ])('%s that reports %i: not on hardware', (provider, bits) => expect(isHardware(provider, bits)).toBe(false));

  test.each([
    ['Microsoft Enhanced RSA and AES Cryptographic Provider', false],
    ['Microsoft Software Key Storage Provider', false],
    ['Microsoft Strong Cryptographic Provider', false],
    ['Microsoft Base Smart Card Crypto Provider', true],
    ['Microsoft Smart Card Key Storage Provider', true],
    ['Microsoft Platform Crypto Provider', true],
    ['Vendor CSP v1.0', true],
    ['Not Microsoft Software Key Storage Provider', true],
    ['', true],
  ])('%s that reports nothing, or cannot be opened: %s', (provider, expected) => {
    expect(isHardware(provider, null)).toBe(expected);
    expect(isHardware(provider, unknown)).toBe(expected);
  });
});

test('[S04] [S07] a container is identified by its name in CNG or CAPI, whichever provider opens it', () => {
  const capi = { provider: 'Microsoft Enhanced Cryptographic Provider v1.0', container: 'one', type: 1 };
  const key = { ...capi, flags: 0, keySpec: 1 };
  expect(isSameContainer(key, { ...key, provider: 'Microsoft Strong Cryptographic Provider' })).toBe(true);
  expect(isSameContainer(key, { ...key, type: 24, keySpec: 2 })).toBe(true);
  expect(isSameContainer(key, { ...key, container: 'two' })).toBe(false);
  expect(isSameContainer(key, { ...key, type: 0 })).toBe(false);
});
