// SPDX-License-Identifier: Apache-2.0
import { createHash, randomUUID } from 'node:crypto';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { KeyMaker } from '../../../shared/schemas/certificates/certificate.ts';
import type { CaProfile } from '../../../shared/schemas/enrolment/ca-profile.ts';
import type { HeldProfile, PendingRequest, RequestPurpose } from '../../../shared/schemas/enrolment/enrolment.ts';
import type { KeyAlgorithm } from '../../../shared/schemas/enrolment/key-algorithm.ts';
import type { Token } from '../../../shared/schemas/token.ts';
import { pemBlock } from '../../formats/writers/write-pem.ts';
import type { TypedPins } from '../../tokens/open-to-find.ts';
import type { TokenRun, TokensService } from '../../tokens/tokens-service.ts';
import type { IncomingKey } from '../../vault/records/key-envelopes.ts';
import type { RequestRow } from '../../vault/store/rows/request-rows.ts';
import type { CertificateHolder } from '../../x509/certificate/read-holder.ts';
import { readWhole, tags } from '../../x509/der/der-reader.ts';
import { formatName, readName } from '../../x509/names/distinguished-name.ts';
import { maskIdentityNumbers } from '../../../shared/domain/certificates/identity-numbers.ts';
import { readRequest } from '../../x509/requests/read-request.ts';
import type { EnrolmentParts } from '../enrolment-parts.ts';
import type { ContentSigner } from '../providers/server/server-enrolment.ts';
import { checkSubject } from './check-subject.ts';
import { describeRequest } from './describe-request.ts';
import type { TemporaryKey } from './sm2-requests.ts';

/** An RFC 4514 name, or a DER certificate whose subject is copied byte for byte (RFC 7030 §4.2.2). */
export type RequestHolder = { readonly subject: string } | { readonly certificate: Uint8Array };

export interface KeyOnToken {
  readonly token: Token;
  readonly label: string | null;
  readonly pins: TypedPins;
  readonly run: TokenRun;
}

export type NewKeyPlace =
  | { readonly in: 'vault' }
  /** The key cannot be exported. A crash may leave it orphaned on the token. */
  | ({ readonly in: 'token' } & KeyOnToken)
  /** The CA makes the key, and so knows it (RFC 7030 §4.4). Needs the user's consent. */
  | { readonly in: 'authority'; readonly accepted: true };

/** A new key, or that of an existing certificate. If `signer` is null, the existing key is in the vault. */
export type RequestKey =
  | { readonly holder: RequestHolder; readonly algorithm: KeyAlgorithm; readonly key: NewKeyPlace }
  | { readonly sameAs: string; readonly signer: { readonly serial: string; readonly sign: ContentSigner } | null };

export type WantedRequest = RequestKey & {
  readonly place: string | null;
  readonly purpose?: RequestPurpose;
  readonly renews?: string | null;
};

export interface KeptRequest {
  readonly request: PendingRequest;
  readonly pem: string;
}

interface SignedRequest {
  readonly csr: Uint8Array;
  readonly keys: readonly IncomingKey[];
  readonly token: string | null;
  readonly keyMadeBy: KeyMaker | null;
}

export type TokenSigner = Pick<TokensService, 'generate' | 'signRequest'>;
type Parts = EnrolmentParts & { readonly tokens: TokenSigner };

/**
 * Stores keys and request in one transaction. Errors: `invalid-input` (`field` `subject`, `reason`), `vault-missing`,
 * `secret-required` (no protectors), `authority-key-place` (not EST), `token-not-managed`, `key-unsupported`, those of
 * `makeRequest`, `tokens.generate` and `tokens.signRequest`; for an existing key those of `withPrivateKey`.
 */
export async function newRequest(parts: Parts, held: HeldProfile, wanted: WantedRequest): Promise<KeptRequest> {
  const signed = 'sameAs' in wanted ? await signSameKey(parts, held, wanted) : await signNewKey(parts, held, wanted);
  try {
    const row = rowOf(held, signed, wanted, parts.now());
    await (await parts.vault.require()).enrolment.addRequest(row, signed.keys);
    return { request: describeRequest(row), pem: requestPem(row.csr) };
  } finally {
    for (const { pkcs8 } of signed.keys) pkcs8.fill(0);
  }
}

export function requestPem(csr: Uint8Array): string {
  return Buffer.from(pemBlock('CERTIFICATE REQUEST', csr)).toString('ascii');
}

async function signNewKey(
  { vault, tokens, parse }: Parts,
  { profile }: HeldProfile,
  { holder: named, algorithm, key: place }: Extract<RequestKey, { readonly key: NewKeyPlace }>,
): Promise<SignedRequest> {
  if (place.in === 'authority' && profile.protocol !== 'est') {
    throw new AppError('authority-key-place', { place: profile.protocol.toUpperCase() });
  }
  if ('subject' in named) checkSubject(named.subject, profile);
  const holder = 'subject' in named ? named.subject : await parse.run('holderOf', { der: named.certificate });
  if (place.in === 'token') {
    // Without a vault, nothing would record what the key is for.
    await vault.require();
    // Tokens sign SM2 only with the default user ID (GM/T 0009).
    const isPlain = profile.sm2UserId !== 'empty' && profile.temporaryKey !== true;
    if (algorithm === 'sm2' && !(isPlain && place.token.generates.includes('sm2')))
      throw new AppError('key-unsupported', { algorithm: 'SM2' });
    const csr = await signOnToken(tokens, place, holder, algorithm);
    return { csr, keys: [], token: place.token.serial, keyMadeBy: null };
  }
  const { sm2UserId: userId } = profile;
  const { makeKeylessRequest, makeRequest } = await import('./make-request.ts');
  if (place.in === 'vault') {
    const temporary = await temporaryKeyFor(profile, algorithm);
    const options = { userId, temporaryKey: temporary?.spki ?? null };
    const { csr, key } = await makeRequest(algorithm, holder, options);
    return { csr, keys: [key, ...(temporary === null ? [] : [temporary.key])], token: null, keyMadeBy: null };
  }
  const csr = await makeKeylessRequest(algorithm, holder, { userId });
  return { csr, keys: [], token: null, keyMadeBy: 'authority' };
}

async function temporaryKeyFor({ protocol, temporaryKey }: CaProfile, algorithm: string): Promise<TemporaryKey | null> {
  if (protocol !== 'manual' || temporaryKey !== true || algorithm !== 'sm2') return null;
  const { makeTemporaryKey } = await import('./sm2-requests.ts');
  return makeTemporaryKey();
}

async function signOnToken(
  tokens: TokenSigner,
  { token, label, pins, run }: KeyOnToken,
  holder: string | CertificateHolder,
  algorithm: KeyAlgorithm,
): Promise<Uint8Array> {
  if (!token.managed) throw new AppError('token-not-managed');
  const tokenId = token.id;
  const named = label ?? commonNameOf(typeof holder === 'string' ? holder : subjectText(holder));
  const { spkiSha256 } = await tokens.generate({ tokenId, algorithm, label: named, ...pins }, run);
  const { pin, confirmedLastTry } = pins;
  return await tokens.signRequest({ tokenId, spkiSha256, pin, confirmedLastTry, holder, challengePassword: null }, run);
}

async function signSameKey(
  { vault, parse }: Parts,
  { profile }: HeldProfile,
  { sameAs, signer }: Extract<RequestKey, { readonly sameAs: string }>,
): Promise<SignedRequest> {
  const open = await vault.require();
  const row = open.getRow(sameAs);
  const der = open.getDer(sameAs);
  if (!row || !der) throw new AppError('not-found');
  const temporary = signer === null ? await temporaryKeyFor(profile, row.algorithm) : null;
  const holder = await parse.run('holderOf', { der });
  const content = { holder, challengePassword: null, temporaryKey: temporary?.spki ?? null };
  const { signRequest } = await import('./request-keys.ts');
  const csr =
    signer === null
      ? await open.withPrivateKey(sameAs, async (pkcs8) =>
          signRequest(pkcs8, row.algorithm, content, profile.sm2UserId),
        )
      : await signer.sign(content);
  return { csr, keys: temporary === null ? [] : [temporary.key], token: signer?.serial ?? null, keyMadeBy: null };
}

function rowOf(
  { profile, host }: HeldProfile,
  { csr, token, keyMadeBy }: SignedRequest,
  { place: noted, purpose = 'apply', renews = null }: WantedRequest,
  now: Date,
): RequestRow {
  const place = noted === null ? '' : maskIdentityNumbers(noted.normalize('NFC').trim());
  return {
    id: randomUUID(),
    csr,
    spkiSha256: createHash('sha256').update(readRequest(csr).spki).digest('hex'),
    profileName: profile.name,
    profileProtocol: profile.protocol,
    profileHost: host.ascii,
    token,
    place: place === '' ? null : place,
    purpose,
    renews,
    askAgainAt: null,
    keyMadeBy,
    lostAnswers: 0,
    keyAlgorithm: null,
    answer: null,
    cmpTransaction: null,
    state: 'pending',
    certificate: null,
    problem: null,
    createdAt: now.toISOString(),
  };
}

function subjectText({ subject }: CertificateHolder): string {
  return formatName(readName(subject, readWhole(subject, tags.sequence)));
}

function commonNameOf(subject: string): string {
  const name = /(?:^|,)\s*CN\s*=\s*((?:\\.|[^,\\])+)/i.exec(subject)?.[1] ?? subject;
  return name.replaceAll('\\', '').trim().slice(0, 60);
}
