// SPDX-License-Identifier: Apache-2.0
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { HeldProfile } from '../../../../shared/schemas/enrolment/enrolment.ts';
import { pemBlock } from '../../../formats/writers/write-pem.ts';
import { certConfirm, pollRequest, revocationRequest } from '../../../formats/cmp/write-cmp.ts';
import type { RequestRow } from '../../../vault/store/rows/request-rows.ts';
import { readCertificateFields } from '../../../x509/certificate/read-certificate-fields.ts';
import { readRequest } from '../../../x509/requests/read-request.ts';
import { describeRequest } from '../../requests/describe-request.ts';
import { refuseLost } from '../../requests/refuse-lost.ts';
import { askAgainAt } from '../server/ask-again-at.ts';
import { orCancelled, refuseCancelled } from '../server/cancellation.ts';
import { renewLocked } from '../server/renewal-lock.ts';
import type { FoundRequest, RequestLock } from '../server/request-lock.ts';
import { serverAddress } from '../server/server-address.ts';
import type { ServerAsk, ServerEnrolment, ServerOutcome, ServerParts } from '../server/server-enrolment.ts';
import { proveKey } from '../../requests/prove-key.ts';
import { usualAlgorithm } from '../../requests/usual-algorithm.ts';
import { acceptIssued } from '../server/accept-issued.ts';
import { certificateHash } from './certificate-hash.ts';
import { askingContent, issuerAndSerial, type Asking, type AskingKind } from './cmp-requests.ts';
import { openSession, type CmpReply, type CmpServer, type CmpSession } from './cmp-session.ts';
import { protectByCode, protectByKey, type Protector } from './protector.ts';

/**
 * CMP enrolment (RFC 9810, RFC 9483) with a code or an existing certificate. Responses must be protected by the
 * code or signed with a certificate of the CA. Errors: also `code-missing`, those of `CmpSession`.
 */
export interface CmpEnrolment extends ServerEnrolment {
  /**
   * `reason` is a CRLReason (RFC 5280 §5.3.1). Signs with the certificate's key if there is no code. Errors: those of
   * `withPrivateKey`, `key-unsupported`.
   */
  revoke(sha256: string, held: HeldProfile, ask: ServerAsk, reason: number): Promise<void>;
}

const transactionSchema = z.strictObject({
  id: z.string().regex(/^([0-9a-f]{2})+$/),
  nonce: z
    .string()
    .regex(/^([0-9a-f]{2})+$/)
    .nullable(),
  /** DER INTEGER, in hex. */
  certReqId: z.string().regex(/^([0-9a-f]{2})+$/),
});

const patienceSeconds = 15;
const maxCheckAfterSeconds = 7 * 24 * 60 * 60;
const waiting = 3;

/** Ignores expected errors, because the certificate is already stored. */
function isNoBug(error: unknown): false {
  if (error instanceof AppError) return false;
  throw error;
}

/** True if CertSteward rejected the certificate. */
function isNotTaken(error: unknown): boolean {
  return error instanceof AppError && (error.code === 'reply-refused' || error.code === 'response-mismatch');
}

export function createCmpEnrolment(parts: ServerParts & { readonly lock: RequestLock }): CmpEnrolment {
  const { vault, parse, now, trust: trusts, lock } = parts;

  async function serverOf(
    held: HeldProfile,
    { trust, before, run }: ServerAsk,
    protector: Protector,
  ): Promise<CmpServer> {
    run?.progress(null, 'server-connecting');
    const address = serverAddress(held.profile);
    const known = await trusts.knownFor(held, trust);
    await before?.(known, run?.signal);
    refuseCancelled(run?.signal);
    const { anchors, pins } = known;
    const signal = run?.signal ?? null;
    return { address, trust: { anchors: anchors.map(({ der }) => der), pins }, anchors, protector, parse, now, signal };
  }

  async function byCertificate<T>(
    sha256: string,
    { profile }: HeldProfile,
    use: (protector: Protector, der: Uint8Array) => Promise<T>,
  ): Promise<T> {
    const open = await vault.require();
    const certificate = open.getDer(sha256);
    if (!certificate) throw new AppError('not-found');
    const { subject } = await parse.run('namesOf', { der: certificate });
    const { subjectKeyId } = readCertificateFields(certificate);
    const keyId = subjectKeyId === null ? null : new Uint8Array(Buffer.from(subjectKeyId, 'hex'));
    return await open.withPrivateKey(sha256, async (pkcs8) =>
      use(protectByKey({ pkcs8, userId: profile.sm2UserId }, { certificate, subject, keyId }), certificate),
    );
  }

  async function send(
    { open, row }: FoundRequest,
    server: CmpServer,
    ask: ServerAsk,
    asking: Asking,
  ): Promise<ServerOutcome> {
    const begun = row.cmpTransaction === null ? null : transactionSchema.parse(JSON.parse(row.cmpTransaction));
    const session = openSession(server, begun);
    // `signer` unlocks the key. `p10cr` sends the stored CSR, without signing.
    const { kind, replaces } = asking;
    if (begun === null && kind !== 'p10cr') await ask.signer?.(describeRequest(row));
    ask.run?.progress(null, 'server-sending');
    try {
      const first =
        begun === null
          ? await session.send(kind, await askingContent(open, row, asking))
          : await session.send('pollReq', pollRequest(new Uint8Array(Buffer.from(begun.certReqId, 'hex'))));
      return await follow({ open, row }, session, { server, ask, renews: replaces !== null }, first);
    } catch (error) {
      // Start a new transaction next time.
      if (session.isOver() || isNotTaken(error)) await open.enrolment.cmpTransaction(row.id, null);
      throw error;
    }
  }

  async function follow(
    { open, row }: FoundRequest,
    session: CmpSession,
    about: { readonly server: CmpServer; readonly ask: ServerAsk; readonly renews: boolean },
    first: CmpReply['body'],
  ): Promise<ServerOutcome> {
    let waited = 0;
    for (let body = first; ;) {
      if (body.kind === 'certificate' && body.status.status !== waiting) {
        return await take({ open, row }, session, about, body);
      }
      if (body.kind !== 'certificate' && body.kind !== 'poll')
        throw new AppError('server-reply-unusable', { reason: 'cmp' });
      const kept = { ...session.state(), certReqId: Buffer.from(body.certReqId).toString('hex') };
      await open.enrolment.cmpTransaction(row.id, JSON.stringify(kept));
      if (body.kind === 'poll') {
        const seconds = Math.min(maxCheckAfterSeconds, body.checkAfterSeconds);
        waited += Math.max(1, seconds);
        if (waited > patienceSeconds) {
          const at = askAgainAt(now(), seconds);
          await open.enrolment.askAgainAt(row.id, at);
          const request = describeRequest({ ...row, askAgainAt: at });
          return { state: 'pending', request, retryAfterSeconds: seconds };
        }
        await setTimeout(seconds * 1000, undefined, about.server.signal ? { signal: about.server.signal } : {});
      }
      body = await session.send('pollReq', pollRequest(body.certReqId));
    }
  }

  async function take(
    { open, row }: FoundRequest,
    session: CmpSession,
    { server, ask, renews }: { readonly server: CmpServer; readonly ask: ServerAsk; readonly renews: boolean },
    { certificate, certReqId }: Extract<CmpReply['body'], { kind: 'certificate' }>,
  ): Promise<ServerOutcome> {
    if (certificate === null) throw new AppError('server-reply-unusable', { reason: 'cmp' });
    ask.run?.progress(null, 'server-checking');
    const confirm = async (accepted: boolean): Promise<void> => {
      const { hash, isNamed } = await certificateHash(certificate);
      const content = certConfirm(certReqId, { hash, namesHash: isNamed, accepted });
      await session.send('certConf', content, isNamed ? 'cmp2021' : 'cmp2000');
    };
    const lastCheck = async (): Promise<void> => {
      if (!renews) return;
      await open.enrolment.withKeyOf(row.id, async (pkcs8) => proveKey(pkcs8, readRequest(row.csr).spki));
    };
    const pem = Buffer.from(pemBlock('CERTIFICATE', certificate));
    try {
      const { anchors, address } = server;
      const judging = { anchors, authorities: [], acceptNames: ask.acceptNames, address, lastCheck };
      const issued = await acceptIssued(open, parts, row, new Uint8Array(pem), judging);
      // Store before confirming: the CA may revoke an unconfirmed certificate, but a lost one can't be recovered.
      const isConfirmed = await confirm(true).then(() => true, isNoBug);
      return { state: 'issued', ...issued, ...(!isConfirmed && { unconfirmed: true }) };
    } catch (error) {
      if (isNotTaken(error)) await confirm(false).catch(() => undefined);
      throw error;
    }
  }

  /** RFC 9483 §4.1.5. */
  async function byCode({ login }: ServerAsk): Promise<Protector> {
    if (login === null) throw new AppError('code-missing');
    return await protectByCode(login.user, login.code);
  }

  const kindFor = ({ profile }: HeldProfile, row: RequestRow): AskingKind =>
    row.token === null ? (profile.cmpMessage ?? 'p10cr') : 'p10cr';

  const resume: CmpEnrolment['resume'] = async (id, held, given) =>
    lock.take(id, given.run, async (found, run) => {
      const ask = { ...given, run };
      const { renews, purpose } = found.row;
      const userId = held.profile.sm2UserId;
      if (purpose !== 'renew' || renews === null) {
        const server = await serverOf(held, ask, await byCode(ask));
        return await send(found, server, ask, { kind: kindFor(held, found.row), replaces: null, userId });
      }
      refuseLost(found.open, renews);
      return await byCertificate(renews, held, async (protector, der) =>
        send(found, await serverOf(held, ask, protector), ask, { kind: 'kur', replaces: der, userId }),
      );
    });

  return {
    start: async (held, algorithm, _ask, make) => await make(algorithm ?? usualAlgorithm(held.profile)),
    async enrol(held, algorithm, ask, make) {
      return await orCancelled(ask.run?.signal, async () => {
        const server = await serverOf(held, ask, await byCode(ask));
        const { id } = await make(algorithm ?? usualAlgorithm(held.profile));
        const found = await lock.find(id);
        const userId = held.profile.sm2UserId;
        return await send(found, server, ask, { kind: kindFor(held, found.row), replaces: null, userId });
      });
    },
    resume,
    renew: async (sha256, held, algorithm, given, make) =>
      renewLocked(
        parts,
        { sha256, held, ask: given },
        {
          goOn: async (id, ask) => resume(id, held, ask),
          begin: async (_old, ask, underWay) =>
            byCertificate(sha256, held, async (protector, der) => {
              const server = await serverOf(held, ask, protector);
              const id =
                underWay() ??
                (await make(algorithm ?? usualAlgorithm(held.profile, readCertificateFields(der).algorithm), der)).id;
              return await lock.take(id, ask.run, async (found) =>
                send(found, server, ask, { kind: 'kur', replaces: der, userId: held.profile.sm2UserId }),
              );
            }),
        },
      ),
    async revoke(sha256, held, ask, reason) {
      const ended = async (protector: Protector, der: Uint8Array): Promise<void> => {
        const session = openSession(await serverOf(held, ask, protector), null);
        const body = await session.send('rr', revocationRequest(issuerAndSerial(der), reason));
        if (body.kind !== 'revocation') throw new AppError('server-reply-unusable', { reason: 'cmp' });
        const open = await vault.require();
        const revokedAt = `${now().toISOString().slice(0, 19)}Z`;
        const check = {
          sha256,
          status: 'revoked',
          source: null,
          goodUntil: null,
          revokedAt,
          reason: String(reason),
        } as const;
        await open.revocation.record([check], []);
      };
      if (ask.login === null) return await byCertificate(sha256, held, ended);
      const der = (await vault.require()).getDer(sha256);
      if (!der) throw new AppError('not-found');
      return await ended(await byCode(ask), der);
    },
  };
}
