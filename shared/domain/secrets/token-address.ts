// SPDX-License-Identifier: Apache-2.0
/** `unseen`: the token may hide the key until the PIN is given. */
export type KeySight = 'seen' | 'unseen' | 'none';

export interface TokenPlace {
  readonly serial: string;
  /** CKA_ID in hex. */
  readonly keyId: string;
  readonly key: KeySight;
}

/** Returns a PKCS#11 URI (RFC 7512), with `type=private` if the key was seen and `type=cert` without a key. */
export function tokenAddress({ serial, keyId, key }: TokenPlace): string {
  const parts = [`serial=${encodeURIComponent(serial)}`];
  if (keyId !== '') parts.push(`id=${keyId.replaceAll(/../g, '%$&')}`);
  if (key !== 'unseen') parts.push(`type=${key === 'seen' ? 'private' : 'cert'}`);
  return `pkcs11:${parts.join(';')}`;
}

export function readTokenAddress(address: string): TokenPlace | null {
  const found = /^pkcs11:serial=([^;]*)(?:;id=((?:%[0-9a-f]{2})+))?(?:;type=(private|cert))?$/.exec(address);
  if (found === null) return null;
  const [, serial = '', id = '', type] = found;
  try {
    const key = type === 'private' ? 'seen' : type === 'cert' ? 'none' : 'unseen';
    return { serial: decodeURIComponent(serial), keyId: id.replaceAll('%', ''), key };
  } catch {
    return null;
  }
}
