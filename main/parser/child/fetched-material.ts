// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { AnswerVerdict } from '../../../shared/domain/trust/revocation-outcomes.ts';
import { inspectBytes } from '../../formats/inspect/inspect-bytes.ts';
import { readCrlFile } from '../../formats/pem/read-crl-file.ts';
import type { OcspSource } from '../../x509/ocsp/judge-ocsp.ts';
import { readOcspResponse } from '../../x509/ocsp/read-ocsp-response.ts';
import type { JudgedSource } from '../../x509/path/revocation/check-revocation.ts';
import { type PathCertificate, readPathCertificate } from '../../x509/path/path-certificate.ts';
import { type PathCrl, readPathCrl } from '../../x509/path/revocation/path-crl.ts';
import type { JudgedPath } from '../../x509/path/validate-certificate.ts';
import type { ParseInput } from '../parse-protocol.ts';

type Fetched = NonNullable<ParseInput<'validate'>['fetched']>[number];

export interface FetchedMaterial {
  readonly crls: readonly PathCrl[];
  readonly answers: readonly OcspSource[];
  readonly certificates: readonly PathCertificate[];
  verdictsBy(judged: Pick<JudgedPath, 'verdicts' | 'path'>): (JudgedSource | null)[];
}

const without = (verdict: AnswerVerdict): JudgedSource => ({ verdict, goodUntil: null });

type Read =
  | { readonly kind: 'ocsp'; readonly source: OcspSource }
  | { readonly kind: 'crl' | 'delta'; readonly crl: PathCrl | null }
  | { readonly kind: 'issuer'; readonly certificates: readonly PathCertificate[] };

/** Doesn't throw for damaged content, so that a server can't block the validation. */
export async function readFetched(fetched: readonly Fetched[]): Promise<FetchedMaterial> {
  const read = await Promise.all(fetched.map(readOne));
  return {
    crls: read.flatMap((each) => ('crl' in each && each.crl ? [each.crl] : [])),
    answers: read.flatMap((each) => (each.kind === 'ocsp' ? [each.source] : [])),
    certificates: read.flatMap((each) => (each.kind === 'issuer' ? each.certificates : [])),
    verdictsBy: ({ verdicts, path }) =>
      read.map((each) => {
        if (each.kind === 'ocsp') return verdicts.get(each.source) ?? null;
        if (each.kind === 'issuer') return without(issuerVerdict(each.certificates, path));
        return each.crl === null ? without('damaged') : (verdicts.get(each.crl) ?? without('other-certificate'));
      }),
  };
}

function issuerVerdict(came: readonly PathCertificate[], path: readonly PathCertificate[]): AnswerVerdict {
  if (came.length === 0) return 'damaged';
  return came.some(({ sha256 }) => path.some((part) => part.sha256 === sha256)) ? 'answered' : 'other-certificate';
}

async function readOne({ kind, bytes, about, nonce }: Fetched): Promise<Read> {
  if (kind === 'ocsp') {
    const answer = orNull(() => readOcspResponse(bytes));
    return { kind, source: { about, answer, nonce: nonce && Buffer.from(nonce).toString('hex') } };
  }
  if (kind === 'crl' || kind === 'delta') return { kind, crl: orNull(() => readPathCrl(onlyList(bytes))) };
  const { certificates, keys } = await inspectBytes(bytes, { password: null });
  for (const { pkcs8 } of keys) pkcs8.fill(0);
  return { kind, certificates: certificates.flatMap(({ der }) => orNull(() => readPathCertificate(der)) ?? []) };
}

/** RFC 5280 §4.2.1.13: one DER CRL. Some servers send PEM. */
function onlyList(bytes: Uint8Array): Uint8Array {
  const [first] = readCrlFile(bytes);
  if (!first) throw new AppError('not-a-certificate-file');
  return first;
}

function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
