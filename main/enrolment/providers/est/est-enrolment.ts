// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { HeldProfile } from '../../../../shared/schemas/enrolment/enrolment.ts';
import type { FoundCertificate } from '../../../formats/inspect/inspection.ts';
import type { ClientIdentity } from '../../../net/connect.ts';
import type { RequestRow } from '../../../vault/store/rows/request-rows.ts';
import type { Vault } from '../../../vault/vault.ts';
import type { CsrAttributes } from '../../../x509/requests/read-csr-attributes.ts';
import { readRequest, readRequestHolder } from '../../../x509/requests/read-request.ts';
import { describeRequest } from '../../requests/describe-request.ts';
import { refuseLost } from '../../requests/refuse-lost.ts';
import { proveKey } from '../../requests/prove-key.ts';
import { askAgainAt } from '../server/ask-again-at.ts';
import { orCancelled, refuseCancelled } from '../server/cancellation.ts';
import { renewLocked } from '../server/renewal-lock.ts';
import type { RequestLock } from '../server/request-lock.ts';
import { serverAddress } from '../server/server-address.ts';
import type { ServerAsk, ServerEnrolment, ServerOutcome, ServerParts } from '../server/server-enrolment.ts';
import type { KnownTrust } from '../server/server-trust.ts';
import { certificatesIn, acceptIssued } from '../server/accept-issued.ts';
import { algorithmFor } from './choose-algorithm.ts';
import {
  fetchCaCertificates,
  fetchCsrAttributes,
  openEstServer,
  sendRequest,
  type EnrolAnswer,
  type EstServer,
} from './est-client.ts';
import { receiveKey } from './receive-key.ts';
import { withOldIdentity } from './old-identity.ts';
import { wantsProof, type RequestSigner } from './wants-proof.ts';

/** EST enrolment (RFC 7030, RFC 8951). Errors: also those of `sendRequest`. */
export interface EstEnrolment extends ServerEnrolment {
  /**
   * Retries the request (RFC 7030 §4.2.3) and stores `askAgainAt`, which is null if the user must act. `acceptNames`
   * accepts a response that was rejected for its names. Errors: `not-found`, `cancelled`, those of `renew`.
   */
  resume(id: string, held: HeldProfile, ask: ServerAsk): Promise<ServerOutcome>;
  /**
   * Authenticates with the old certificate over TLS (RFC 7030 §4.2.2), or else with a code (decision 0019). Errors:
   * also `pin-needed` (key on a token), `sm2-not-in-tls` (no code).
   */
  renew: ServerEnrolment['renew'];
}

interface AskedServer {
  readonly server: EstServer;
  readonly known: KnownTrust;
  readonly attributes: CsrAttributes;
  readonly held: HeldProfile;
}

export function createEstEnrolment(parts: ServerParts & { readonly lock: RequestLock }): EstEnrolment {
  const { parse, now, trust: trusts, lock } = parts;
  /** Rejected responses (certs-only PKCS#7) by request id, kept in case the user accepts the names. */
  const notTaken = new Map<string, Uint8Array>();

  /** CSR attributes by request id, from `start` until `resume`, so that each enrolment fetches them once. */
  const attributesAtStart = new Map<string, CsrAttributes>();

  async function withServer<T>(
    held: HeldProfile,
    ask: ServerAsk,
    { identity, id }: { readonly identity?: ClientIdentity | undefined; readonly id?: string },
    work: (asked: AskedServer) => Promise<T>,
  ): Promise<T> {
    ask.run?.progress(null, 'server-connecting');
    const known = await trusts.knownFor(held, ask.trust);
    return await withOpen(held, ask, known, identity, async (server) => {
      const atStart = id === undefined ? undefined : attributesAtStart.get(id);
      if (id !== undefined) attributesAtStart.delete(id);
      const attributes = atStart ?? (await attributesOf(server));
      refuseCancelled(ask.run?.signal);
      return await work({ server, known, attributes, held });
    });
  }

  async function withOpen<T>(
    held: HeldProfile,
    { login, before, run }: ServerAsk,
    known: KnownTrust,
    identity: ClientIdentity | undefined,
    work: (server: EstServer) => Promise<T>,
  ): Promise<T> {
    const address = serverAddress(held.profile);
    await before?.(known, run?.signal);
    refuseCancelled(run?.signal);
    const trust = { anchors: known.anchors.map(({ der }) => der), pins: known.pins };
    const signal = run?.signal;
    const server = openEstServer({
      address,
      trust,
      login,
      now,
      ...(identity && { identity }),
      ...(signal && { signal }),
    });
    try {
      return await work(server);
    } finally {
      server.client.close();
    }
  }

  async function attributesOf(server: EstServer): Promise<CsrAttributes> {
    const der = await fetchCsrAttributes(server);
    if (der === null) return { oids: [], attributes: [] };
    try {
      return await parse.run('csrAttributes', { der });
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'damaged') throw error;
      throw new AppError('server-reply-unusable', { reason: 'csrattrs' });
    }
  }

  async function signerOf(
    open: Vault,
    row: RequestRow,
    { profile }: HeldProfile,
    ask: ServerAsk,
  ): Promise<RequestSigner> {
    const onToken = (await ask.signer?.(describeRequest(row))) ?? null;
    if (row.token !== null && onToken === null) throw new AppError('pin-needed');
    const holder = readRequestHolder(row.csr);
    const { algorithm } = readRequest(row.csr);
    return async (challengePassword) => {
      const content = { holder, challengePassword };
      if (onToken !== null) return await onToken(content);
      const { signRequest } = await import('../../requests/request-keys.ts');
      return await open.enrolment.withKeyOf(row.id, async (pkcs8) =>
        signRequest(pkcs8, algorithm, content, profile.sm2UserId),
      );
    };
  }

  async function proofOf(
    open: Vault,
    row: RequestRow,
    held: HeldProfile,
    ask: ServerAsk,
  ): Promise<() => Promise<void>> {
    if (row.token === null) {
      const { spki } = readRequest(row.csr);
      return async () => open.enrolment.withKeyOf(row.id, async (pkcs8) => proveKey(pkcs8, spki));
    }
    const sign = await signerOf(open, row, held, ask);
    return async () => void (await sign(randomBytes(16).toString('base64')));
  }

  async function send(
    open: Vault,
    row: RequestRow,
    { server, known, attributes, held }: AskedServer,
    ask: ServerAsk,
    { operation, lastCheck }: { operation: 'simpleenroll' | 'simplereenroll'; lastCheck: () => Promise<void> },
  ): Promise<ServerOutcome> {
    const { id } = row;
    const { acceptNames, run } = ask;
    const kept = acceptNames ? notTaken.get(id) : undefined;
    const answer = kept ? ({ state: 'issued', pkcs7: kept } as const) : await sent();
    if (answer.state === 'pending') {
      const { retryAfterSeconds } = answer;
      const at = askAgainAt(now(), retryAfterSeconds);
      await open.enrolment.askAgainAt(id, at);
      return { state: 'pending', request: describeRequest({ ...row, askAgainAt: at }), retryAfterSeconds };
    }
    run?.progress(null, 'server-checking');
    const { anchors } = known;
    const { address } = server;
    const judging = { anchors, authorities: await authoritiesOf(server), acceptNames, address, lastCheck };
    notTaken.set(id, answer.pkcs7);
    // Re-read the row: a CA-made key has replaced the request's key.
    const current = row.keyMadeBy === null ? row : (await lock.find(id)).row;
    const taken = await acceptIssued(open, parts, current, answer.pkcs7, judging);
    notTaken.delete(id);
    return { state: 'issued', ...taken };

    async function sent(): Promise<EnrolAnswer> {
      if (row.keyMadeBy !== null) {
        run?.progress(null, 'server-sending');
        return await receiveKey(open, parse, server, { row, profile: held.profile, proving: wantsProof(attributes) });
      }
      const csr = wantsProof(attributes) ? await signerOf(open, row, held, ask) : row.csr;
      run?.progress(null, 'server-sending');
      return await sendRequest(server, operation, csr);
    }
  }

  async function judgeKept(
    open: Vault,
    row: RequestRow,
    pkcs7: Uint8Array,
    held: HeldProfile,
    ask: ServerAsk,
  ): Promise<ServerOutcome> {
    ask.run?.progress(null, 'server-checking');
    const known = await trusts.knownFor(held, ask.trust);
    const { lastCheck } = first;
    const judging = {
      anchors: known.anchors,
      authorities: [],
      moreAuthorities: async () => withOpen(held, ask, known, undefined, authoritiesOf),
      acceptNames: ask.acceptNames,
      address: serverAddress(held.profile),
      lastCheck,
    };
    return { state: 'issued', ...(await acceptIssued(open, parts, row, pkcs7, judging)) };
  }

  async function authoritiesOf(server: EstServer): Promise<readonly FoundCertificate[]> {
    try {
      return await certificatesIn(parse, await fetchCaCertificates(server));
    } catch (error) {
      if (error instanceof AppError) return [];
      throw error;
    }
  }

  async function sendRenewal(open: Vault, row: RequestRow, asked: AskedServer, ask: ServerAsk): Promise<ServerOutcome> {
    // For a CA-made key, `send` uses `serverkeygen` and tests the key before storing it.
    if (row.keyMadeBy !== null) return await send(open, row, asked, ask, first);
    const operation = asked.server.identity ? 'simplereenroll' : 'simpleenroll';
    return await send(open, row, asked, ask, { operation, lastCheck: await proofOf(open, row, asked.held, ask) });
  }

  const first = { operation: 'simpleenroll', lastCheck: async () => undefined } as const;

  const resume: EstEnrolment['resume'] = async (id, held, given) =>
    lock.take(id, given.run, async ({ open, row }, run) => {
      const ask = { ...given, run };
      const renews = row.purpose === 'renew' ? row.renews : null;
      if (renews !== null) refuseLost(open, renews);
      if (row.answer !== null) return await judgeKept(open, row, row.answer, held, ask);
      if (renews === null) {
        return await withServer(held, ask, { id }, async (asked) => send(open, row, asked, ask, first));
      }
      return await withOldIdentity(open, renews, ask, async (identity) =>
        withServer(held, ask, { identity, id }, async (asked) => sendRenewal(open, row, asked, ask)),
      );
    });

  return {
    async enrol(held, algorithm, ask, make) {
      return await orCancelled(ask.run?.signal, async () =>
        withServer(held, ask, {}, async (asked) => {
          const { id } = await make(algorithm ?? algorithmFor(held.profile, asked.attributes));
          const { open, row } = await lock.find(id);
          return await send(open, row, asked, ask, first);
        }),
      );
    },
    async start(held, algorithm, ask, make) {
      return await orCancelled(ask.run?.signal, async () => {
        const attributes = await withServer(held, ask, {}, async (asked) => asked.attributes);
        const made = await make(algorithm ?? algorithmFor(held.profile, attributes));
        attributesAtStart.set(made.id, attributes);
        return made;
      });
    },
    resume,
    renew: async (sha256, held, algorithm, given, make) =>
      renewLocked(
        parts,
        { sha256, held, ask: given },
        {
          goOn: async (id, ask) => resume(id, held, ask),
          begin: async ({ open, der }, ask, underWay) =>
            withOldIdentity(open, sha256, ask, async (identity) =>
              withServer(held, ask, { identity }, async (asked) => {
                const kind = () =>
                  algorithm ?? algorithmFor(held.profile, asked.attributes, open.getRow(sha256)?.algorithm);
                const id = underWay() ?? (await make(kind(), der)).id;
                return await lock.take(id, ask.run, async ({ row }) => sendRenewal(open, row, asked, ask));
              }),
            ),
        },
      ),
  };
}
