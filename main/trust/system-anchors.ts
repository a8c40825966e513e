// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { getCACertificates } from 'node:tls';

/** Where the distributions keep what their users trust: Debian, Fedora, openSUSE, Alpine and macOS's own copy. */
const bundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];
const block = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]*)-----END CERTIFICATE-----/g;

/**
 * The trust anchors of the operating system (DER), read once. Windows and macOS are asked through the runtime, which
 * was never run there (unverified); a runtime that cannot be asked knows none.
 */
export function createSystemAnchors(platform: NodeJS.Platform = process.platform): () => Promise<Uint8Array[]> {
  let anchors: Promise<Uint8Array[]> | null = null;
  return async () => {
    anchors ??= platform === 'linux' ? readBundle() : askRuntime();
    return anchors;
  };
}

async function readBundle(): Promise<Uint8Array[]> {
  for (const path of bundles) {
    try {
      return derOf(await readFile(path, 'latin1'));
    } catch {
      // The next distribution's place.
    }
  }
  return [];
}

async function askRuntime(): Promise<Uint8Array[]> {
  try {
    return getCACertificates('system').flatMap(derOf);
  } catch {
    return [];
  }
}

function derOf(pem: string): Uint8Array[] {
  return Array.from(pem.matchAll(block), ([, body = '']) => new Uint8Array(Buffer.from(body, 'base64')));
}
