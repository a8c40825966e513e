// SPDX-License-Identifier: Apache-2.0
import { createHash, randomUUID } from 'node:crypto';
import { AppError } from '../../shared/domain/app-error.ts';
import type { CaProfile } from '../../shared/schemas/ca-profile.ts';
import type { KeyMaker } from '../../shared/schemas/certificate.ts';
import type { HeldProfile, PendingRequest, RequestPurpose } from '../../shared/schemas/enrolment.ts';
import type { TokenAlgorithm } from '../../shared/schemas/token.ts';
import { pemBlock } from '../formats/writers/write-pem.ts';
import type { WatchedFolders } from '../computer-state/state-port.ts';
import type { ImportsService } from '../imports/imports-service.ts';
import type { ParseClient } from '../processes/parse-client.ts';
import type { TokenRun } from '../tokens/tokens-service.ts';
import type { IncomingKey } from '../vault/key-envelopes.ts';
import type { RequestRow } from '../vault/store/request-rows.ts';
import type { VaultAccess } from '../vault/vault-access.ts';
import { maskIdentityNumbers } from '../x509/identity-number-mask.ts';
import type { CertificateHolder } from '../x509/read-holder.ts';
import { readRequest } from '../x509/read-request.ts';
import { createPreflight, type Preflight } from './preflight/preflight-service.ts';
import { createProfiles, type Profiles } from './profiles/profiles.ts';
import { takeReply, takeReplyDraft, type ReplyOptions, type TakenReply } from './providers/manual.ts';
import { createCmpEnrolment, type CmpEnrolment } from './providers/cmp/cmp-enrolment.ts';
import { createEstEnrolment, type EstEnrolment } from './providers/est/est-enrolment.ts';
import { createHostTrusts, type HostTrusts } from './providers/server/host-trust.ts';
import { createRequestTurns } from './providers/server/request-turns.ts';
import type { ContentSigner } from './providers/server/server-enrolment.ts';
import { checkSubject } from './requests/check-subject.ts';
import { describeRequest } from './requests/describe-request.ts';
import { requestOnToken, type TokenSigner, type WantedOnToken } from './requests/request-on-token.ts';
import { settleRequests } from './requests/settle-requests.ts';
import { createWebVisits, type WebVisits } from './visits/visits-service.ts';

export interface KeptRequest {
  readonly request: PendingRequest;
  /** PKCS#10 in PEM (RFC 7468 §7). */
  readonly pem: string;
}

export interface Wanted {
  readonly place: string | null;
  /** `apply` when absent. */
  readonly purpose?: RequestPurpose;
  /** SHA-256 of the certificate to replace. */
  readonly renews?: string | null;
}

export interface EnrolmentService {
  readonly profiles: Profiles;
  /** For profiles that name no CA. */
  readonly trust: HostTrusts;
  /** E04, E07. */
  readonly est: EstEnrolment;
  /** E09. */
  readonly cmp: CmpEnrolment;
  /** Applications on CA web pages (E01). */
  readonly visits: WebVisits;
  /** Checks before an application (E10). */
  readonly preflight: Preflight;
  /** Errors: `invalid-input` (`field` `subject`, with a `reason`), see `checkSubject`. */
  checkSubject(subject: string, profile: CaProfile): void;
  /**
   * Makes a key in the vault, which needs protectors, and a request; stores both in one transaction. Errors:
   * `invalid-input`, `secret-required`, `vault-missing`, those of the vault.
   */
  request(
    profile: HeldProfile,
    wanted: { readonly subject: string; readonly algorithm: TokenAlgorithm } & Wanted,
  ): Promise<KeptRequest>;
  /**
   * As `request`, but the CA makes the key and so knows it (RFC 7030 §4.4). `accepted`: a person agreed to that. Errors
   * also: `authority-key-place` (not over EST).
   */
  requestAuthorityKey(
    profile: HeldProfile,
    wanted: { readonly subject: string; readonly algorithm: TokenAlgorithm; readonly accepted: true } & Wanted,
  ): Promise<KeptRequest>;
  /** As `request`, for the holder of another certificate (DER). Errors: those of the vault. */
  requestFor(
    profile: HeldProfile,
    wanted: { readonly certificate: Uint8Array; readonly algorithm: TokenAlgorithm } & Wanted,
  ): Promise<KeptRequest>;
  /**
   * As `requestFor`, reusing the certificate's key, for CAs that require it. `onToken`: signs on the token; null: the
   * key is in the vault. Errors: `not-found`, `key-missing`, `key-unsupported`, those of the vault.
   */
  requestSameKey(
    profile: HeldProfile,
    wanted: { readonly sha256: string } & Wanted,
    onToken: { readonly serial: string; readonly sign: ContentSigner } | null,
  ): Promise<KeptRequest>;
  /**
   * As `request` or `requestFor`, with a new non-exportable key on a USB token. The vault needs no protector. Errors:
   * `invalid-input`, `vault-missing`, those of `requestOnToken` in requests/ and of the vault.
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
  /** Oldest first, done ones included; empty without a vault. First settles requests whose certificates arrived. */
  pending(): Promise<PendingRequest[]>;
  /** The same, read-only: settles nothing. */
  requests(): Promise<PendingRequest[]>;
  /** After an import: the requests for which a certificate arrived, accepted or not. */
  settle(): Promise<PendingRequest[]>;
  /** Errors: `not-found`, `not-available` (the CA makes the key). */
  pemOf(id: string): Promise<string>;
  /** See `takeReply` in providers/manual.ts. */
  takeReply(path: string, options: ReplyOptions): Promise<TakenReply>;
  /** See `takeReplyDraft` in providers/manual.ts. */
  takeReplyDraft(draftId: string, options: ReplyOptions): Promise<TakenReply>;
  /** Earliest automatic retry (ISO 8601 UTC). */
  askAgainAt(id: string, at: string): Promise<void>;
  /**
   * Also deletes its key, unless a certificate uses it; irreversible. Waits for a manual server request to end. Errors:
   * `not-found`, `cancelled` (`signal`, while waiting).
   */
  remove(id: string, signal?: AbortSignal): Promise<{ readonly keys: number }>;
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
    // Loaded on demand: it pulls in a large library.
    const { makeRequest } = await import('./requests/make-request.ts');
    const { csr, key } = await makeRequest(algorithm, holder);
    try {
      return await keep(profile, csr, { key, token: null, ...wanted });
    } finally {
      key.pkcs8.fill(0);
    }
  }

  const trust = createHostTrusts({ vault, parse, now });
  const turns = createRequestTurns(vault);
  return {
    profiles: createProfiles({ vault, parse, now }),
    checkSubject,
    trust,
    cmp: createCmpEnrolment({ vault, parse, now, trust, turns }),
    est: createEstEnrolment({ vault, parse, now, trust, turns }),
    visits: createWebVisits({ vault, folders, imports, parse, now }),
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
      // Without a vault the new token key would have no record of its purpose.
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
      // Submitted by hand, it would yield a certificate without a private key.
      if (row.keyMadeBy !== null) throw new AppError('not-available', { what: 'request', reason: 'authority-key' });
      return pemOf(row.csr);
    },
    takeReply: async (path, options) => takeReply(await vault.require(), { imports, parse, now }, path, options),
    takeReplyDraft: async (draftId, options) =>
      takeReplyDraft(await vault.require(), { imports, parse, now }, draftId, options),
    askAgainAt: async (id, at) => (await vault.require()).enrolment.askAgainAt(id, at),
    remove: async (id, signal) =>
      turns.instead(id, signal, async () => (await vault.require()).enrolment.removeRequest(id)),
  };
}

function pemOf(csr: Uint8Array): string {
  return Buffer.from(pemBlock('CERTIFICATE REQUEST', csr)).toString('ascii');
}
