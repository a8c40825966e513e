import { randomBytes } from 'node:crypto';
import { AppError } from '../../../../shared/domain/app-error.ts';
import type { HeldProfile, PendingRequest } from '../../../../shared/schemas/enrolment.ts';
import type { TokenAlgorithm } from '../../../../shared/schemas/token.ts';
import type { FoundCertificate } from '../../../formats/inspection.ts';
import type { TokenRun } from '../../../tokens/tokens-service.ts';
import type { RequestRow } from '../../../vault/store/request-rows.ts';
import type { Vault } from '../../../vault/vault.ts';
import type { VaultAccess } from '../../../vault/vault-access.ts';
import type { CsrAttributes } from '../../../x509/read-csr-attributes.ts';
import { readRequest, readRequestHolder } from '../../../x509/read-request.ts';
import type { RequestContent } from '../../../x509/write-request.ts';
import { describeRequest } from '../../requests/describe-request.ts';
import type { SettleParts } from '../../requests/settle-requests.ts';
import { askAgainAt, waitsForPerson } from './ask-again-at.ts';
import type { EstLogin } from './authorization.ts';
import { algorithmFor } from './choose-algorithm.ts';
import type { EstIdentity } from './connect.ts';
import { serverAddress } from '../server-address.ts';
import {
  fetchCaCertificates,
  fetchCsrAttributes,
  sendRequest,
  type EnrolAnswer,
  type EstServer,
} from './est-client.ts';
import { createEstTrust, type EstTrust } from './host-trust.ts';
import { withOldIdentity } from './old-identity.ts';
import { proveKey } from './prove-key.ts';
import { resolveTrust, type GivenTrust, type KnownTrust } from './server-trust.ts';
import { certificatesIn, takeIssued, type IssuedCertificate } from './take-issued.ts';
import { wantsProof, type RequestSigner } from './tls-unique.ts';

/** What a person brings along. */
export interface EstAsk {
  readonly trust: GivenTrust;
  /** Null: without a code. Kept nowhere. */
  readonly login: EstLogin | null;
  readonly acceptNames: boolean;
  /**
   * Called, before any connection stands, where a request has to be signed once more for its connection (RFC 7030 §3.5):
   * opens the vault and returns null, or gives what signs on the token that has the key. Absent: the vault as it is.
   */
  readonly signer?: (request: PendingRequest) => Promise<ContentSigner | null>;
  /** Where it is told how far it is, and from where it can be given up. */
  readonly run?: TokenRun;
  /** Called when it is known whom the server has to lead to, and before anything is made or sent. Throws what speaks against it. */
  readonly before?: (known: KnownTrust) => Promise<void>;
}

/** PKCS#10, DER, under the key of a request. */
export type ContentSigner = (content: RequestContent) => Promise<Uint8Array>;

export type EstOutcome =
  /** `unconfirmed`: over CMP the authority did not hear that it arrived, and may take it back. */
  | ({ readonly state: 'issued'; readonly unconfirmed?: true } & IssuedCertificate)
  /** `retryAfterSeconds`: as the server said, a week at most; null: it did not say. */
  | { readonly state: 'pending'; readonly request: PendingRequest; readonly retryAfterSeconds: number | null };

/** A request that is kept already, for a key of this kind. */
export type MakeRequest = (algorithm: TokenAlgorithm) => Promise<PendingRequest>;

/**
 * Applying over EST (E04; RFC 7030, 8951). The server is verified before anything goes out, and the request is kept before
 * it is sent: whatever ends the program, `again` goes on. Errors of all: those of `resolveTrust`, `sendRequest` and
 * `takeIssued`, `profile-invalid`.
 */
export interface EstEnrolment {
  /** Of profiles that name no authority. */
  readonly trust: EstTrust;
  /**
   * The first half of `enrol`: a request that is kept and not sent. The server is asked where nobody says which kind of
   * key. `again` sends it.
   */
  start(held: HeldProfile, algorithm: TokenAlgorithm | null, ask: EstAsk, make: MakeRequest): Promise<PendingRequest>;
  /** Whom the server has to lead to; asks it for its certificates where only a fingerprint is known. Errors: those of `resolveTrust`. */
  trustFor(held: HeldProfile, given: GivenTrust): Promise<KnownTrust>;
  /** `algorithm` null: the first that the profile allows and the server names. */
  enrol(held: HeldProfile, algorithm: TokenAlgorithm | null, ask: EstAsk, make: MakeRequest): Promise<EstOutcome>;
  /**
   * The same request once more (RFC 7030 §4.2.3), as it was sent first: a renewal as `renew` does. One at a time. Whatever comes, the moment before which the server is not
   * to be asked by itself is written down: none where a person has to do something first. A certificate that was not taken for its
   * names is judged anew with `acceptNames`, and no other is asked for. Errors: `not-found`, `cancelled`, those of `renew`.
   */
  again(id: string, held: HeldProfile, ask: EstAsk): Promise<EstOutcome>;
  /**
   * A certificate for the same holder, asked for over TLS with the old one (RFC 7030 §4.2.2) where the vault has its key, else
   * with a code, as the first one was (decision 0019). Which key it gets is what `make` makes. A renewal that is under way goes
   * on. The old one stays as it is until the new one is in: the path and the key are proven before. Errors: `not-found`,
   * `vault-locked`, `pin-needed` (the new key is on a token).
   */
  renew(
    sha256: string,
    held: HeldProfile,
    algorithm: TokenAlgorithm | null,
    ask: EstAsk,
    make: (algorithm: TokenAlgorithm, holder: Uint8Array) => Promise<PendingRequest>,
  ): Promise<EstOutcome>;
}

/** Verified, and asked what it wants in requests. */
interface AskedServer {
  readonly server: EstServer;
  readonly known: KnownTrust;
  readonly attributes: CsrAttributes;
}

export function createEstEnrolment(parts: SettleParts & { readonly vault: VaultAccess }): EstEnrolment {
  const { vault, parse, now } = parts;
  /** Answers (certs-only PKCS#7) by the id of the request that did not take them: its names may be accepted yet. */
  const notTaken = new Map<string, Uint8Array>();
  const underWay = new Map<string, Promise<unknown>>();

  async function knownFor({ id, profile }: HeldProfile, given: GivenTrust): Promise<KnownTrust> {
    const accepted = (await vault.current())?.enrolment.anchorsOf(id).map(({ der }) => der) ?? [];
    return await resolveTrust(parse, profile, given, accepted, serverAddress(profile));
  }

  async function serverOf(
    held: HeldProfile,
    { trust: given, login, before, run }: EstAsk,
    identity?: EstIdentity,
  ): Promise<AskedServer> {
    run?.progress(null, 'est-connecting');
    const address = serverAddress(held.profile);
    const known = await knownFor(held, given);
    await before?.(known);
    const trust = { anchors: known.anchors.map(({ der }) => der), pins: known.pins };
    const signal = run?.signal;
    const server = { address, trust, login, now, ...(identity && { identity }), ...(signal && { signal }) };
    return { server, known, attributes: await attributesOf(server) };
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

  /** What signs a request for each connection. Errors: those of `ask.signer`, `pin-needed` (nobody can sign on a token). */
  async function signerOf(open: Vault, row: RequestRow, ask: EstAsk): Promise<RequestSigner> {
    const onToken = (await ask.signer?.(describeRequest(row))) ?? null;
    if (row.token !== null && onToken === null) throw new AppError('pin-needed');
    const holder = readRequestHolder(row.csr);
    const { algorithm } = readRequest(row.csr);
    return async (challengePassword) => {
      const content = { holder, challengePassword };
      if (onToken !== null) return await onToken(content);
      const { signRequest } = await import('../../requests/request-keys.ts');
      return await open.enrolment.withKeyOf(row.id, async (pkcs8) => signRequest(pkcs8, algorithm, content));
    };
  }

  /** Has the key of a renewal sign, in the vault or on its token. Errors: those of `signerOf`. */
  async function proofOf(open: Vault, row: RequestRow, ask: EstAsk): Promise<() => Promise<void>> {
    if (row.token === null) {
      const { spki } = readRequest(row.csr);
      return async () => open.enrolment.withKeyOf(row.id, async (pkcs8) => proveKey(pkcs8, spki));
    }
    const sign = await signerOf(open, row, ask);
    return async () => void (await sign(randomBytes(16).toString('base64')));
  }

  async function send(
    open: Vault,
    row: RequestRow,
    { server, known, attributes }: AskedServer,
    ask: EstAsk,
    { operation, lastCheck }: { operation: 'simpleenroll' | 'simplereenroll'; lastCheck: () => Promise<void> },
  ): Promise<EstOutcome> {
    const { id } = row;
    const { acceptNames, run } = ask;
    const refused = acceptNames ? notTaken.get(id) : undefined;
    const answer = refused ? ({ state: 'issued', pkcs7: refused } as const) : await sent();
    if (answer.state === 'pending') {
      const { retryAfterSeconds } = answer;
      const at = askAgainAt(now(), retryAfterSeconds);
      await open.enrolment.askAgainAt(id, at);
      return { state: 'pending', request: describeRequest({ ...row, askAgainAt: at }), retryAfterSeconds };
    }
    run?.progress(null, 'est-checking');
    const { anchors } = known;
    const judging = { anchors, authorities: await authoritiesOf(server), acceptNames, lastCheck };
    notTaken.set(id, answer.pkcs7);
    const taken = await takeIssued(open, parts, row, answer.pkcs7, judging);
    notTaken.delete(id);
    return { state: 'issued', ...taken };

    async function sent(): Promise<EnrolAnswer> {
      const csr = wantsProof(attributes) ? await signerOf(open, row, ask) : row.csr;
      run?.progress(null, 'est-sending');
      return await sendRequest(server, operation, csr);
    }
  }

  /** What a person has to do something about is not asked for by itself again. */
  async function noting(id: string, run: TokenRun | undefined, work: () => Promise<EstOutcome>): Promise<EstOutcome> {
    try {
      return await work();
    } catch (error) {
      if (run?.signal.aborted) throw new AppError('cancelled');
      if (waitsForPerson(error)) {
        await (await vault.require()).enrolment.askAgainAt(id, null);
      }
      throw error;
    }
  }

  /** A server that does not say them may have sent the path along. */
  async function authoritiesOf(server: EstServer): Promise<readonly FoundCertificate[]> {
    try {
      return await certificatesIn(parse, await fetchCaCertificates(server));
    } catch (error) {
      if (error instanceof AppError) return [];
      throw error;
    }
  }

  async function find(id: string): Promise<{ open: Vault; row: RequestRow }> {
    const open = await vault.require();
    const row = open.enrolment.requests().find((each) => each.id === id);
    if (!row) throw new AppError('not-found');
    return { open, row };
  }

  async function sendRenewal(open: Vault, row: RequestRow, asked: AskedServer, ask: EstAsk): Promise<EstOutcome> {
    const operation = asked.server.identity ? 'simplereenroll' : 'simpleenroll';
    return await send(open, row, asked, ask, { operation, lastCheck: await proofOf(open, row, ask) });
  }

  const first = { operation: 'simpleenroll', lastCheck: async () => undefined } as const;

  return {
    trust: createEstTrust(parts),
    trustFor: knownFor,
    async enrol(held, algorithm, ask, make) {
      const asked = await serverOf(held, ask);
      const { id } = await make(algorithm ?? algorithmFor(held.profile, asked.attributes));
      const { open, row } = await find(id);
      return await send(open, row, asked, ask, first);
    },
    async start(held, algorithm, ask, make) {
      return await make(algorithm ?? algorithmFor(held.profile, (await serverOf(held, ask)).attributes));
    },
    async again(id, held, ask) {
      // In the background and by a person at once: the second one finds what the first one brought.
      const turn = (underWay.get(id) ?? Promise.resolve()).then(() =>
        noting(id, ask.run, async () => {
          const { open, row } = await find(id);
          if (row.state === 'done') return arrived(row);
          if (row.purpose !== 'renew' || row.renews === null) {
            return await send(open, row, await serverOf(held, ask), ask, first);
          }
          return await withOldIdentity(open, row.renews, async (identity) =>
            sendRenewal(open, row, await serverOf(held, ask, identity), ask),
          );
        }),
      );
      const settled = turn.catch(() => undefined);
      underWay.set(id, settled);
      try {
        return await turn;
      } finally {
        if (underWay.get(id) === settled) underWay.delete(id);
      }
    },
    async renew(sha256, held, algorithm, ask, make) {
      const open = await vault.require();
      const der = open.getDer(sha256);
      if (!der) throw new AppError('not-found');
      return await withOldIdentity(open, sha256, async (identity) => {
        const asked = await serverOf(held, ask, identity);
        const underWay = open.enrolment
          .requests()
          .find((row) => row.state === 'pending' && row.renews === sha256 && isOf(row, held));
        const kind = (): TokenAlgorithm => algorithm ?? algorithmFor(held.profile, asked.attributes);
        const id = underWay?.id ?? (await make(kind(), der)).id;
        return await sendRenewal(open, (await find(id)).row, asked, ask);
      });
    },
  };
}

/** It came in by another way meanwhile. */
function arrived(row: RequestRow): EstOutcome {
  const request = describeRequest(row);
  const { subject } = request;
  return { state: 'issued', request, certificate: row.certificate ?? '', added: [], subject, otherNames: [] };
}

function isOf({ profileName, profileHost }: RequestRow, { profile, host }: HeldProfile): boolean {
  return profileName === profile.name && profileHost === host.ascii;
}
