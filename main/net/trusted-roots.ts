// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { getCACertificates, rootCertificates } from 'node:tls';

const bundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];
const block = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]*)-----END CERTIFICATE-----/g;

/** Roots for connections, PEM: the runtime's, those of NODE_EXTRA_CA_CERTS, and the system's (company CAs). */
export function trustedRoots(): string[] {
  return [...new Set([...fromRuntime('default'), ...fromRuntime('system')])];
}

/** The runtime's roots (Mozilla's list), DER. */
export function bundledRoots(): Uint8Array[] {
  return rootCertificates.flatMap(derOf);
}

/** The system's roots, DER, for validating certificates. Ignores the environment. Untested on Windows and macOS. */
export function createSystemAnchors(platform: NodeJS.Platform = process.platform): () => Promise<Uint8Array[]> {
  let anchors: Promise<Uint8Array[]> | null = null;
  return async () => {
    anchors ??= platform === 'linux' ? readBundle() : Promise.resolve(fromRuntime('system').flatMap(derOf));
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

function fromRuntime(kind: 'system' | 'default'): string[] {
  try {
    return getCACertificates(kind);
  } catch {
    return [];
  }
}

function derOf(pem: string): Uint8Array[] {
  return Array.from(pem.matchAll(block), ([, body = '']) => new Uint8Array(Buffer.from(body, 'base64')));
}
