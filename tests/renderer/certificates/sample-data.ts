// SPDX-License-Identifier: Apache-2.0
import type { CertificateDetail } from '../../../shared/schemas/certificates/certificate.ts';

const day = 86_400_000;
const iso = (ms: number) => new Date(ms).toISOString();
/** A different value for each seed, irregular like a real digest. */
const sha = (seed: number) =>
  Array.from({ length: 8 }, (_, index) =>
    (Math.imul(seed + 1, 0x9e3779b1 + index * 0x85ebca6a) >>> 0).toString(16).padStart(8, '0'),
  ).join('');

interface Person {
  readonly name: string;
  readonly subject: string;
  readonly issuer: string;
  readonly start: number;
  readonly end: number;
  readonly key: boolean;
  readonly place?: string;
  readonly tags?: string[];
  readonly status: CertificateDetail['status'];
  readonly algorithm?: string;
  readonly complete?: boolean;
  readonly isCa?: boolean;
}

const people: readonly Person[] = [
  {
    name: '张三',
    subject: 'CN=051@张三@110101199001011234@1,OU=Individual,O=CFCA ACS OCA31,C=CN',
    issuer: 'CFCA ACS OCA31',
    start: -345,
    end: 20.4,
    key: true,
    place: '家里的电脑',
    tags: ['网上银行'],
    status: 'expiring',
  },
  {
    name: '王小明',
    subject: 'CN=041@王小明@310101198512120011@2,O=BJCA,C=CN',
    issuer: 'BJCA Trust CA',
    start: -363,
    end: 2.2,
    key: true,
    place: '公司',
    status: 'expiring',
  },
  {
    name: '李四商贸有限公司',
    subject: 'CN=李四商贸有限公司,O=李四商贸有限公司,C=CN',
    issuer: 'BJCA Trust CA',
    start: -102,
    end: 263.5,
    key: true,
    tags: ['电子签章', '对公'],
    status: 'valid',
  },
  {
    name: 'Zhang San',
    subject: 'CN=Zhang San,OU=Engineering,O=Example Corp,C=GB',
    issuer: 'Example Corp Issuing CA 2',
    start: -214,
    end: 151.2,
    key: true,
    place: 'office',
    tags: ['VPN'],
    status: 'valid',
    algorithm: 'ed25519',
  },
  {
    name: '张三',
    subject: 'CN=051@张三@110101199001011234@1,O=CFCA ACS OCA31,C=CN',
    issuer: 'CFCA ACS OCA31',
    start: -377,
    end: -12.1,
    key: true,
    tags: ['旧证书'],
    status: 'expired',
  },
  {
    name: 'zhang@example.cn',
    subject: 'E=zhang@example.cn,CN=zhang@example.cn',
    issuer: 'GlobalSign GCC R6 SMIME CA 2023',
    start: -37,
    end: 328.7,
    key: false,
    status: 'valid',
    complete: false,
    tags: ['加密邮件'],
  },
  {
    name: 'CFCA ACS OCA31',
    subject: 'CN=CFCA ACS OCA31,O=China Financial Certification Authority,C=CN',
    issuer: 'CFCA ACS CA',
    start: -2000,
    end: 4000,
    key: false,
    status: 'valid',
    isCa: true,
  },
];

function detailOf(person: Person, seed: number, now: number): CertificateDetail {
  const notAfter = iso(now + person.end * day);
  const complete = person.complete ?? true;
  return {
    sha256: sha(seed),
    subject: person.subject,
    issuer: `CN=${person.issuer},O=China Financial Certification Authority,C=CN`,
    displayName: person.name,
    issuerName: person.issuer,
    serial: (0x104a7f2199 + seed).toString(16),
    notBefore: iso(now + person.start * day),
    notAfter,
    status: person.status,
    hasPrivateKey: person.key,
    keyOnToken: null,
    watched: false,
    supersededBy: null,
    backup: null,
    loss: null,
    pair: null,
    isCa: person.isCa ?? false,
    algorithm: person.algorithm ?? 'rsa-2048',
    label: null,
    place: person.place ?? null,
    tags: person.tags ?? [],
    origin: {
      via: 'file',
      fileName: '个人网银证书 2026.pfx',
      path: null,
      downloadedFrom: seed === 1 ? 'https://www.example-bank.cn/cert/download' : null,
      importedAt: iso(now - 3 * day),
    },
    note: seed === 1 ? '续期时需要带身份证去网点。' : null,
    keyMadeBy: null,
    noteLocked: false,
    bankValidOn: null,
    holderNumber: null,
    version: 3,
    signatureAlgorithm: 'sha256WithRSAEncryption',
    fingerprints: { sha1: sha(seed + 40).slice(0, 40), sha256: sha(seed) },
    keyUsage: ['digitalSignature', 'keyEncipherment'],
    extendedKeyUsage: ['clientAuth', 'emailProtection'],
    subjectAlternativeNames: ['email:zhang@example.cn'],
    extensions: [
      { oid: '2.5.29.15', name: 'keyUsage', critical: true, values: ['digitalSignature, keyEncipherment'] },
      { oid: '2.5.29.37', name: 'extKeyUsage', critical: false, values: ['clientAuth, emailProtection'] },
      { oid: '2.5.29.31', name: 'cRLDistributionPoints', critical: false, values: ['http://crl.example.cn/oca31.crl'] },
      { oid: '1.2.156.10197.1.301', name: null, critical: false, values: ['04 16 04 14 9f 2c 71 0b 5e 44 a8 01'] },
    ],
    chain: [
      {
        sha256: sha(seed),
        displayName: person.name,
        notAfter,
        isCa: false,
        selfSigned: false,
        source: 'vault',
        signature: 'valid',
      },
      ...(complete
        ? ([
            {
              sha256: sha(91),
              displayName: person.issuer,
              notAfter: iso(now + 4000 * day),
              isCa: true,
              selfSigned: false,
              source: 'vault',
              signature: 'valid',
            },
            {
              sha256: sha(92),
              displayName: 'CFCA EV ROOT',
              notAfter: iso(now + 1500 * day),
              isCa: true,
              selfSigned: true,
              source: 'system',
              signature: 'valid',
            },
          ] as const)
        : []),
    ],
    chainState: complete ? 'complete' : 'incomplete',
    warnings: [],
    pem: `-----BEGIN CERTIFICATE-----\n${`${'MIIDazCCAlOgAwIBAgIUQ0Z'.repeat(3).slice(0, 64)}\n`.repeat(14)}-----END CERTIFICATE-----\n`,
  };
}

/** `copies` of each person's certificate, dated around `now` (ms). */
export function sampleCertificates(now: number, copies = 1): CertificateDetail[] {
  return Array.from({ length: copies }, (_, copy) =>
    people.map((person, index) => detailOf(person, copy * people.length + index + 1, now)),
  ).flat();
}
