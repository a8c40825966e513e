// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { CaProfile } from '../../shared/schemas/enrolment/ca-profile.ts';
import type { HeldProfile, PendingRequest } from '../../shared/schemas/enrolment/enrolment.ts';
import type { WatchedFolders } from '../computer-state/state-port.ts';
import type { ImportsService } from '../imports/imports-service.ts';
import type { ParseClient } from '../parser/parse-client.ts';
import type { VaultAccess } from '../vault/vault-access.ts';
import { createPreflight, type Preflight } from './preflight/preflight-service.ts';
import { createProfiles, type Profiles } from './profiles/profiles.ts';
import { takeReply, takeReplyDraft, type ReplyOptions, type TakenReply } from './providers/manual.ts';
import { createCmpEnrolment, type CmpEnrolment } from './providers/cmp/cmp-enrolment.ts';
import { createEstEnrolment, type EstEnrolment } from './providers/est/est-enrolment.ts';
import { createHostTrusts, type HostTrusts } from './providers/server/host-trust.ts';
import { createRequestLock } from './providers/server/request-lock.ts';
import { checkSubject } from './requests/check-subject.ts';
import { describeRequest } from './requests/describe-request.ts';
import { newRequest, requestPem } from './requests/new-request.ts';
import type { KeptRequest, TokenSigner, WantedRequest } from './requests/new-request.ts';
import { settleRequests } from './requests/settle-requests.ts';
import { createWebEnrolments, type WebEnrolments } from './web/web-enrolments-service.ts';

export interface EnrolmentService {
  readonly profiles: Profiles;
  readonly trust: HostTrusts;
  readonly est: EstEnrolment;
  readonly cmp: CmpEnrolment;
  readonly webEnrolments: WebEnrolments;
  readonly preflight: Preflight;
  checkSubject(subject: string, profile: CaProfile): void;
  request(profile: HeldProfile, wanted: WantedRequest): Promise<KeptRequest>;
  /** Like `settle`, but returns all requests, oldest first. */
  pending(): Promise<PendingRequest[]>;
  /** Like `pending`, without settling. */
  requests(): Promise<PendingRequest[]>;
  /** Completes or refuses requests whose certificate is in the vault. Returns those requests. */
  settle(): Promise<PendingRequest[]>;
  pemOf(id: string): Promise<string>;
  takeReply(path: string, options: ReplyOptions): Promise<TakenReply>;
  takeReplyDraft(reply: { readonly draftId: string } & ReplyOptions): Promise<TakenReply>;
  askAgainAt(id: string, at: string): Promise<void>;
  /**
   * Also deletes keys that aren't used elsewhere. Waits until a manual operation on the request ends. Errors:
   * `vault-missing`, `not-found`, `cancelled` (`signal` aborted while waiting).
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
  readonly parse: ParseClient;
  readonly now: () => Date;
}): EnrolmentService {
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
    request: async (profile, wanted) => newRequest({ vault, tokens, parse, now }, profile, wanted),
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
      // The CA makes the key; the key that signed this CSR was discarded.
      if (row.keyMadeBy !== null) throw new AppError('not-available', { what: 'request', reason: 'authority-key' });
      return requestPem(row.csr);
    },
    takeReply: async (path, options) => takeReply(await vault.require(), { imports, parse, now }, path, options),
    takeReplyDraft: async ({ draftId, ...options }) =>
      takeReplyDraft(await vault.require(), { imports, parse, now }, draftId, options),
    askAgainAt: async (id, at) => (await vault.require()).enrolment.askAgainAt(id, at),
    remove: async ({ id }, { signal } = {}) =>
      lock.instead(id, signal, async () => (await vault.require()).enrolment.removeRequest(id)),
  };
}
