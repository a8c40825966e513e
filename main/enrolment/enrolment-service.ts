// SPDX-License-Identifier: Apache-2.0
import { createHash, randomUUID } from 'node:crypto';
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { CaProfile } from '../../shared/schemas/enrolment/ca-profile.ts';
import type { KeyMaker } from '../../shared/schemas/certificates/certificate.ts';
import type { HeldProfile, PendingRequest, RequestPurpose } from '../../shared/schemas/enrolment/enrolment.ts';
import type { TokenAlgorithm } from '../../shared/schemas/token.ts';
import { pemBlock } from '../formats/writers/write-pem.ts';
import type { WatchedFolders } from '../computer-state/state-port.ts';
import type { ImportsService } from '../imports/imports-service.ts';
import type { ParseClient } from '../parser/parse-client.ts';
import type { TokenRun } from '../tokens/tokens-service.ts';
import type { IncomingKey } from '../vault/records/key-envelopes.ts';
import type { RequestRow } from '../vault/store/rows/request-rows.ts';
import type { VaultAccess } from '../vault/vault-access.ts';
import { maskIdentityNumbers } from '../x509/names/identity-number-mask.ts';
import type { CertificateHolder } from '../x509/certificate/read-holder.ts';
import { readRequest } from '../x509/requests/read-request.ts';
import { createPreflight, type Preflight } from './preflight/preflight-service.ts';
import { createProfiles, type Profiles } from './profiles/profiles.ts';
import { takeReply, takeReplyDraft, type ReplyOptions, type TakenReply } from './providers/manual.ts';
import { createCmpEnrolment, type CmpEnrolment } from './providers/cmp/cmp-enrolment.ts';
import { createEstEnrolment, type EstEnrolment } from './providers/est/est-enrolment.ts';
import { createHostTrusts, type HostTrusts } from './providers/server/host-trust.ts';
import { createRequestLock } from './providers/server/request-lock.ts';
import type { ContentSigner } from './providers/server/server-enrolment.ts';
import { checkSubject } from './requests/check-subject.ts';
import { describeRequest } from './requests/describe-request.ts';
import { requestOnToken, type TokenSigner, type WantedOnToken } from './requests/request-on-token.ts';
import { settleRequests } from './requests/settle-requests.ts';
import { createWebEnrolments, type WebEnrolments } from './web/web-enrolments-service.ts';

export interface KeptRequest {
  readonly request: PendingRequest;
  /** PKCS#10 in PEM (RFC 7468 §7). */
  readonly pem: string;
}

export interface Wanted {
  readonly place: string | null;
  /** `apply` when absent. */
  readonly purpose?: RequestPurpose;
  /** SHA-256. */
  readonly renews?: string | null;
}

export interface EnrolmentService {
  readonly profiles: Profiles;
  readonly trust: HostTrusts;
  readonly est: EstEnrolment;
  readonly cmp: CmpEnrolment;
  readonly webEnrolments: WebEnrolments;
  readonly preflight: Preflight;
  /** Errors: `invalid-input` (`field` `subject`, `reason`). */
  checkSubject(subject: string, profile: CaProfile): void;
  /**
   * Stores key and request in one transaction; the vault needs protectors. Errors: `invalid-input`, `secret-required`,
   * `vault-missing`.
   */
  request(
    profile: HeldProfile,
    wanted: { readonly subject: string; readonly algorithm: TokenAlgorithm } & Wanted,
  ): Promise<KeptRequest>;
  /**
   * The CA makes, and so knows, the key (RFC 7030 §4.4). `accepted`: with a person's consent. Errors also:
   * `authority-key-place` (not EST).
   */
  requestAuthorityKey(
    profile: HeldProfile,
    wanted: { readonly subject: string; readonly algorithm: TokenAlgorithm; readonly accepted: true } & Wanted,
  ): Promise<KeptRequest>;
  /** As `request`, for a certificate's holder (DER). */
  requestFor(
    profile: HeldProfile,
    wanted: { readonly certificate: Uint8Array; readonly algorithm: TokenAlgorithm } & Wanted,
  ): Promise<KeptRequest>;
  /**
   * As `requestFor`, with the certificate's own key. `onToken`: signer; null: key in the vault. Errors: `not-found`,
   * `key-missing`, `key-unsupported`.
   */
  requestSameKey(
    profile: HeldProfile,
    wanted: { readonly sha256: string } & Wanted,
    onToken: { readonly serial: string; readonly sign: ContentSigner } | null,
  ): Promise<KeptRequest>;
  /**
   * Non-exportable key on a USB token; needs no protector. Errors: `invalid-input`, `vault-missing`, those of
   * `requestOnToken`.
   */
  requestOnToken(
    profile: HeldProfile,
    wanted: (
      | { readonly subject: string; readonly certificate?: never }
      | { readonly certificate: Uint8Array; readonly subject?: never }
    ) & { readonly algorithm: TokenAlgorithm } & Wanted,
    onToken: WantedOnToken,
    run: TokenRun,
  ): Promise<KeptRequest>;
  /** Oldest first, done ones included. Settles requests first. */
  pending(): Promise<PendingRequest[]>;
  /** As `pending`, without settling. */
  requests(): Promise<PendingRequest[]>;
  /** Those for which a certificate arrived, accepted or not. */
  settle(): Promise<PendingRequest[]>;
  /** Errors: `not-found`, `not-available` (CA-made key). */
  pemOf(id: string): Promise<string>;
  takeReply(path: string, options: ReplyOptions): Promise<TakenReply>;
  takeReplyDraft(reply: { readonly draftId: string } & ReplyOptions): Promise<TakenReply>;
  /** ISO 8601 UTC. */
  askAgainAt(id: string, at: string): Promise<void>;
  /**
   * Deletes the key too, unless a certificate uses it. Waits for a manual operation. Errors: `not-found`, `cancelled`
   * (`signal`, while waiting).
   */
  remove(named: { readonly id: string }, run?: { readonly signal?: AbortSignal }): Promise<{ readonly keys: number }>;
}

export function createEnrolmentService({
  vault,
  folders,
  imports,
  tokens,
  parse,
  now,
}: {
  readonly vault: VaultAccess;
  readonly folders: WatchedFolders;
  readonly imports: ImportsService;
  readonly tokens: TokenSigner;
  /** For untrusted bytes. */
  readonly parse: ParseClient;
  readonly now: () => Date;
}): EnrolmentService {
  async function keep(
    { profile, host }: HeldProfile,
    csr: Uint8Array,
    held: Wanted & {
      readonly key: IncomingKey | null;
      readonly token: string | null;
      readonly keyMadeBy?: KeyMaker;
    },
  ): Promise<KeptRequest> {
    const spkiSha256 = createHash('sha256').update(readRequest(csr).spki).digest('hex');
    const place = held.place === null ? '' : maskIdentityNumbers(held.place.normalize('NFC').trim());
    const row: RequestRow = {
      id: randomUUID(),
      csr,
      spkiSha256,
      profileName: profile.name,
      profileProtocol: profile.protocol,
      profileHost: host.ascii,
      token: held.token,
      place: place === '' ? null : place,
      purpose: held.purpose ?? 'apply',
      renews: held.renews ?? null,
      askAgainAt: null,
      keyMadeBy: held.keyMadeBy ?? null,
      lostAnswers: 0,
      keyAlgorithm: null,
      answer: null,
      cmpTransaction: null,
      state: 'pending',
      certificate: null,
      problem: null,
      createdAt: now().toISOString(),
    };
    await (await vault.require()).enrolment.addRequest(row, held.key);
    return { request: describeRequest(row), pem: pemOf(csr) };
  }

  async function makeAndKeep(
    profile: HeldProfile,
    holder: string | CertificateHolder,
    { algorithm, ...wanted }: { readonly algorithm: TokenAlgorithm } & Wanted,
  ): Promise<KeptRequest> {
    // Large library: load on demand.
    const { makeRequest } = await import('./requests/make-request.ts');
    const { csr, key } = await makeRequest(algorithm, holder);
    try {
      return await keep(profile, csr, { key, token: null, ...wanted });
    } finally {
      key.pkcs8.fill(0);
    }
  }

  const trust = createHostTrusts({ vault, parse, now });
  const lock = createRequestLock(vault);
  return {
    profiles: createProfiles({ vault, parse, now }),
    checkSubject,
    trust,
    cmp: createCmpEnrolment({ vault, parse, now, trust, lock }),
    est: createEstEnrolment({ vault, parse, now, trust, lock }),
    webEnrolments: createWebEnrolments({ vault, folders, imports, parse, now }),
    preflight: createPreflight({ parse, now }),
    async request(profile, { subject, ...wanted }) {
      checkSubject(subject, profile.profile);
      return await makeAndKeep(profile, subject, wanted);
    },
    async requestAuthorityKey(profile, { subject, algorithm, accepted: _accepted, ...wanted }) {
      const { protocol } = profile.profile;
      if (protocol !== 'est') throw new AppError('authority-key-place', { place: protocol.toUpperCase() });
      checkSubject(subject, profile.profile);
      const { makeKeylessRequest } = await import('./requests/make-request.ts');
      const csr = await makeKeylessRequest(algorithm, subject);
      return await keep(profile, csr, { key: null, token: null, keyMadeBy: 'authority', ...wanted });
    },
    async requestFor(profile, { certificate, ...wanted }) {
      const holder = await parse.run('holderOf', { der: certificate });
      return await makeAndKeep(profile, holder, wanted);
    },
    async requestSameKey(profile, { sha256, ...wanted }, onToken) {
      const open = await vault.require();
      const row = open.getRow(sha256);
      const der = open.getDer(sha256);
      if (!row || !der) throw new AppError('not-found');
      const content = { holder: await parse.run('holderOf', { der }), challengePassword: null };
      const { signRequest } = await import('./requests/request-keys.ts');
      const csr =
        onToken === null
          ? await open.withPrivateKey(sha256, async (pkcs8) => signRequest(pkcs8, row.algorithm, content))
          : await onToken.sign(content);
      return await keep(profile, csr, { key: null, token: onToken?.serial ?? null, ...wanted });
    },
    async requestOnToken(profile, { subject, certificate, algorithm, ...wanted }, onToken, run) {
      if (subject !== undefined) checkSubject(subject, profile.profile);
      const holder = subject ?? (await parse.run('holderOf', { der: certificate }));
      // Without a vault the key's purpose would be lost.
      await vault.require();
      const csr = await requestOnToken(tokens, onToken, { holder, algorithm }, run);
      return await keep(profile, csr, { key: null, token: onToken.token.serial, ...wanted });
    },
    async pending() {
      const current = await vault.current();
      if (current === null) return [];
      await settleRequests(current, { parse, now });
      return current.enrolment.requests().map(describeRequest);
    },
    requests: async () => ((await vault.current())?.enrolment.requests() ?? []).map(describeRequest),
    async settle() {
      const current = await vault.current();
      if (current === null) return [];
      const touched = await settleRequests(current, { parse, now });
      return current.enrolment.requests().flatMap((row) => (touched.includes(row.id) ? [describeRequest(row)] : []));
    },
    async pemOf(id) {
      const row = (await vault.require()).enrolment.requests().find((each) => each.id === id);
      if (!row) throw new AppError('not-found');
      // Its certificate would have no private key.
      if (row.keyMadeBy !== null) throw new AppError('not-available', { what: 'request', reason: 'authority-key' });
      return pemOf(row.csr);
    },
    takeReply: async (path, options) => takeReply(await vault.require(), { imports, parse, now }, path, options),
    takeReplyDraft: async ({ draftId, ...options }) =>
      takeReplyDraft(await vault.require(), { imports, parse, now }, draftId, options),
    askAgainAt: async (id, at) => (await vault.require()).enrolment.askAgainAt(id, at),
    remove: async ({ id }, { signal } = {}) =>
      lock.instead(id, signal, async () => (await vault.require()).enrolment.removeRequest(id)),
  };
}

function pemOf(csr: Uint8Array): string {
  return Buffer.from(pemBlock('CERTIFICATE REQUEST', csr)).toString('ascii');
}
