// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import type { SignatureScheme } from '../../../../main/tokens/module-port.ts';
import { integer, sequence } from '../../../../main/x509/der/der-writer.ts';

/** Converts r||s to the ECDSA-Sig-Value openssl reads. */
function derOf(signature: Uint8Array): Uint8Array {
  const half = signature.length / 2;
  const number = (octets: Uint8Array): Uint8Array => integer(BigInt(`0x${Buffer.from(octets).toString('hex')}`));
  return sequence(number(signature.subarray(0, half)), number(signature.subarray(half)));
}

const digests: Readonly<Record<SignatureScheme, readonly string[]>> = {
  'rsa-pkcs1-sha256': ['-digest', 'sha256'],
  'ecdsa-sha256': ['-digest', 'sha256'],
  'ecdsa-sha384': ['-digest', 'sha384'],
  ed25519: [],
  'sm2-sm3': ['-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678'],
};

/** Returns openssl's verdict on a signature over `message`: `Signature Verified Successfully`, or the reason. */
export function verifyWithOpenssl(
  spki: Uint8Array,
  scheme: SignatureScheme,
  message: Uint8Array,
  signature: Uint8Array,
): string {
  const folder = mkdtempSync(join(tmpdir(), 'certsteward-verify-'));
  const file = (name: string, bytes: Uint8Array): string => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  try {
    const isEc = scheme.startsWith('ecdsa') || scheme === 'sm2-sm3';
    const digest = ['-rawin', ...digests[scheme]];
    const key = file('key.der', spki);
    const words = ['-verify', '-pubin', '-keyform', 'DER', '-inkey', key, '-in', file('message', message)];
    const sigfile = file('signature', isEc ? derOf(signature) : signature);
    const { stdout, stderr } = spawnSync('openssl', ['pkeyutl', ...words, '-sigfile', sigfile, ...digest], {
      encoding: 'utf8',
    });
    return `${stdout}${stderr}`.trim();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
