// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { getCACertificates } from 'node:tls';

/** Debian, Fedora, openSUSE, Alpine, macOS's copy. */
const bundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];
const block = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]*)-----END CERTIFICATE-----/g;

/** DER, read once. Untested on Windows and macOS. */
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
      // Try the next path.
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
