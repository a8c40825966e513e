// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Name,
  Pkcs10CertificateRequest,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
  X509CrlGenerator,
  X509CrlReason,
} from '../x509/certificate/certificate-library.ts';
import { integer } from '../x509/der/der-writer.ts';
import { writeName } from '../x509/names/write-name.ts';

const issuer = nameOf('CN=CertSteward 测试 CA（浏览器不信任）/ Practice CA (no browser trusts it)');
/** Outlives every issued certificate. */
const ownDays = 2 * 366;
const renewedDays = 365;
const dayMs = 24 * 60 * 60 * 1000;
const subjectAltName = '2.5.29.17';
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

export interface DemoAuthority {
  readonly certificate: Uint8Array;
  /** For loopback only. `key` is DER PKCS#8. */
  readonly server: { readonly key: Uint8Array; readonly certificate: Uint8Array };
  /**
   * Issues a DER certificate for TLS clients and mail signing, with the subject and alternative names in `csr` (DER
   * PKCS#10). `holder` is the required DER subject (RFC 7030 §4.2.2). Returns null if the request is damaged, its
   * signature is invalid (RFC 2986 §4.2), or its subject is missing or wrong.
   */
  issue(csr: Uint8Array, holder: Uint8Array | null): Promise<Uint8Array | null>;
  /** Revokes for key compromise. `serial` is hex. Returns a DER CRL of all revoked certificates (RFC 5280 §5). */
  revoke(serial: string): Promise<Uint8Array>;
}

/** Certificates are valid for `days` (1 to 365), but for a year if renewed or issued after a revocation. */
export async function createDemoAuthority(days: number, now: () => Date): Promise<DemoAuthority> {
  const { subtle } = globalThis.crypto;
  const own = await subtle.generateKey(algorithm, false, ['sign', 'verify']);
  const revoked: { readonly serialNumber: string; readonly revocationDate: Date; readonly reason: X509CrlReason }[] =
    [];

  async function sign(subject: Name, publicKey: CryptoKey, lifetime: number, extensions: Extension[]) {
    const at = now().getTime();
    const made = await X509CertificateGenerator.create({
      serialNumber: `4${randomBytes(16).toString('hex').slice(1)}`,
      issuer,
      subject,
      publicKey,
      signingKey: own.privateKey,
      signingAlgorithm: algorithm,
      notBefore: new Date(at - 60_000),
      notAfter: new Date(at + lifetime * dayMs),
      extensions: [
        ...extensions,
        await SubjectKeyIdentifierExtension.create(publicKey),
        await AuthorityKeyIdentifierExtension.create(own.publicKey),
      ],
    });
    return new Uint8Array(made.rawData);
  }

  const certificate = await sign(issuer, own.publicKey, ownDays, [
    new BasicConstraintsExtension(true, 0, true),
    new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
  ]);
  const serving = await subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const served = await sign(nameOf('CN=127.0.0.1'), serving.publicKey, ownDays, [
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
    new SubjectAlternativeNameExtension([
      { type: 'ip', value: '127.0.0.1' },
      { type: 'dns', value: 'localhost' },
    ]),
  ]);
  return {
    certificate,
    server: { key: new Uint8Array(await subtle.exportKey('pkcs8', serving.privateKey)), certificate: served },
    async issue(csr, holder) {
      const request = await readSigned(csr);
      if (request === null) return null;
      const subject = new Uint8Array(request.subjectName.toArrayBuffer());
      if (holder !== null && !Buffer.from(holder).equals(subject)) return null;
      const names = request.extensions.filter(({ type }) => type === subjectAltName);
      const isFirst = holder === null && revoked.length === 0;
      return await sign(request.subjectName, await request.publicKey.export(), isFirst ? days : renewedDays, [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth, ExtendedKeyUsage.emailProtection]),
        ...names,
      ]);
    },
    async revoke(serialNumber) {
      const at = now();
      if (revoked.every((each) => each.serialNumber !== serialNumber))
        revoked.push({ serialNumber, revocationDate: at, reason: X509CrlReason.keyCompromise });
      const list = await X509CrlGenerator.create({
        issuer,
        thisUpdate: at,
        nextUpdate: new Date(at.getTime() + ownDays * dayMs),
        entries: revoked,
        extensions: [
          await AuthorityKeyIdentifierExtension.create(own.publicKey),
          // cRLNumber (RFC 5280 §5.2.3).
          new Extension('2.5.29.20', false, Uint8Array.from(integer(revoked.length))),
        ],
        signingAlgorithm: algorithm,
        signingKey: own.privateKey,
      });
      return new Uint8Array(list.rawData);
    },
  };
}

function nameOf(text: string): Name {
  return new Name(Uint8Array.from(writeName(text)).buffer);
}

async function readSigned(csr: Uint8Array): Promise<Pkcs10CertificateRequest | null> {
  try {
    const request = new Pkcs10CertificateRequest(Uint8Array.from(csr));
    return request.subject !== '' && (await request.verify()) ? request : null;
  } catch {
    return null;
  }
}
