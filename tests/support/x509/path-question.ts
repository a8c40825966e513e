// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { OcspSource } from '../../../main/x509/ocsp/judge-ocsp.ts';
import type { PathAnswer } from '../../../main/x509/path/find-path.ts';
import type { KnownRevocation } from '../../../main/x509/path/revocation/known-revocation.ts';
import { readPathCertificate } from '../../../main/x509/path/path-certificate.ts';
import { readPathCrl } from '../../../main/x509/path/revocation/path-crl.ts';
import type { PathOptions } from '../../../main/x509/path/path-options.ts';
import { type JudgedPath, validateCertificate } from '../../../main/x509/path/validate-certificate.ts';
import { type CrlProfile, type Extension, extension, issue, issueCrl, type Profile } from './issue.ts';

export const plainOptions: PathOptions = {
  at: '2026-06-01T00:00:00Z',
  initialPolicies: null,
  explicitPolicy: false,
  inhibitMapping: false,
  inhibitAnyPolicy: false,
  name: null,
  purpose: 'any',
  maxDepth: null,
  rules: 'rfc5280',
  revocation: 'none',
};

export const newKey = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const [rootKey, middleKey, leafKey] = [newKey(), newKey(), newKey()];

export interface Chain {
  readonly root: Profile;
  readonly middle: Profile;
  readonly leaf: Profile;
}

export function plainChain(): Chain {
  const authority = [extension.basicConstraints(true), extension.keyUsage(0x06)];
  const common = { notBefore: '250101000000Z', notAfter: '300101000000Z', version: 3 as const };
  return {
    root: {
      ...common,
      subject: 'CN=Root',
      issuer: 'CN=Root',
      serial: 1,
      key: rootKey,
      issuerKey: rootKey,
      extensions: [...authority, extension.subjectKeyId(rootKey)],
    },
    middle: {
      ...common,
      subject: 'CN=Middle',
      issuer: 'CN=Root',
      serial: 2,
      key: middleKey,
      issuerKey: rootKey,
      extensions: [...authority, extension.subjectKeyId(middleKey), extension.authorityKeyId(rootKey)],
    },
    leaf: {
      ...common,
      subject: 'CN=张三',
      issuer: 'CN=Middle',
      serial: 3,
      key: leafKey,
      issuerKey: middleKey,
      extensions: [
        extension.keyUsage(0xa0),
        extension.dnsNames('host.example.com'),
        extension.authorityKeyId(middleKey),
      ],
    },
  };
}

export function withExtension(profile: Profile, added: Extension): Profile {
  return { ...profile, extensions: [...profile.extensions.filter(({ oid }) => oid !== added.oid), added] };
}

export interface Beside {
  readonly options?: Partial<PathOptions>;
  readonly crls?: readonly CrlProfile[];
  readonly others?: readonly Uint8Array[];
  readonly answers?: readonly OcspSource[];
  readonly known?: readonly KnownRevocation[];
}

export async function judgeChain({ root, middle, leaf }: Chain, beside: Beside = {}): Promise<JudgedPath> {
  return judgeDer(issue(leaf), [issue(middle), ...(beside.others ?? [])], [issue(root)], beside);
}

export async function judgeDer(
  leaf: Uint8Array,
  intermediates: readonly Uint8Array[],
  anchors: readonly Uint8Array[],
  { options = {}, crls = [], answers = [], known = [] }: Beside = {},
): Promise<JudgedPath> {
  return validateCertificate({
    leaf: readPathCertificate(leaf),
    intermediates: intermediates.map(readPathCertificate),
    anchors: anchors.map(readPathCertificate),
    crls: crls.map((crl) => readPathCrl(issueCrl(crl))),
    answers,
    known,
    options: { ...plainOptions, ...options },
  });
}

/** Returns `code certificate detail` for each reason. */
export function reasonsOf({ reasons }: PathAnswer): string[] {
  return reasons.map(({ code, name, detail }) => [code, name, detail].filter((part) => part !== null).join(' '));
}
