// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ErrorCode } from '../../../shared/domain/errors/error-codes.ts';
import { renewalWay } from '../../../shared/domain/enrolment/renewal-way.ts';
import { isServerProtocol } from '../../../shared/domain/trust/server-protocol.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import type { BatchItem, RenewedPair } from '../../../shared/schemas/enrolment/renewal.ts';
import type { CertificatesService } from '../../certificates/certificates-service.ts';
import type { StoreRun } from '../../stores/stores-service.ts';
import { detailOfCertificates } from '../../vault/log/append-entry.ts';
import type { VaultAccess } from '../../vault/vault-access.ts';
import type { EnrolmentService } from '../enrolment-service.ts';
import { certificateRow, findGuides, type GuideParts } from '../profiles/guides-of-certificates.ts';
import { PreflightBlocked } from '../preflight/preflight-service.ts';
import type { ServerAsk } from '../providers/server/server-enrolment.ts';
import type { RenewalService } from './renewal-service.ts';
import { requestWithVaultKey } from './request-with-vault-key.ts';

export interface BatchAsk {
  /** Overrides every certificate's own guide, unless null. */
  readonly guide: HeldProfile | null;
  /** Called before the first contact with a guide's server. An `endsGuide` error skips the guide's certificates. */
  readonly askOf: (held: HeldProfile) => Promise<Pick<ServerAsk, 'trust' | 'before'>>;
  /** Returns primary passwords by store id. If null, nothing is installed. */
  readonly passwordsFor: ((pairs: readonly RenewedPair[]) => Promise<ReadonlyMap<string, string>>) | null;
  readonly onItem?: (item: BatchItem) => void;
}

export interface BatchParts {
  readonly vault: VaultAccess;
  readonly certificates: Pick<CertificatesService, 'identity' | 'summary'>;
  readonly enrolment: GuideParts & Pick<EnrolmentService, 'request' | 'settle' | 'est' | 'cmp'>;
  readonly renewal: Pick<RenewalService, 'renewedBy' | 'pairsOf' | 'replace'>;
}

export interface BatchRenewal {
  /**
   * Each SHA-256 may name either certificate of an SM2 pair. If a certificate is already renewed, only installs its
   * successor, so the batch can be repeated. A cancelled renewal stays pending. Errors: `not-found`, `vault-locked`
   * (before the first), `vault-missing`.
   */
  renew(sha256s: readonly string[], ask: BatchAsk, run: StoreRun): Promise<BatchItem[]>;
}

const endsAll: ReadonlySet<ErrorCode> = new Set(['cancelled', 'vault-locked', 'seal-broken', 'disk-full']);
/** Errors that skip the guide's remaining certificates. */
const endsGuide: ReadonlySet<ErrorCode> = new Set([
  'anchor-needed',
  'clock-wrong',
  'not-confirmed',
  'profile-invalid',
  'server-unreachable',
  'server-untrusted',
  'server-certificate-name',
  'server-certificate-expired',
  'server-redirected',
]);

interface Planned {
  readonly item: BatchItem;
  readonly held: HeldProfile | null;
}

export function createBatchRenewal(parts: BatchParts): BatchRenewal {
  const { vault, certificates, enrolment, renewal } = parts;

  async function plan(sha256: string, guideOf: (sha256: string) => HeldProfile | null): Promise<Planned> {
    const certificate = await certificates.identity(sha256);
    const held = guideOf(certificate.sha256);
    const way = renewalWay(certificateRow(certificate, held));
    const { displayName } = certificate;
    const rest = { code: null, details: {}, successor: null, places: [], checks: [] };
    return { held, item: { sha256: certificate.sha256, displayName, way, outcome: 'not-tried', ...rest } };
  }

  async function install(item: BatchItem, successor: string, ask: BatchAsk, run: StoreRun): Promise<BatchItem> {
    const renewed = { ...item, outcome: 'renewed', successor } as const;
    // A certificate whose key is on a token cannot be installed elsewhere.
    const hasKey = (await certificates.summary(successor)).hasPrivateKey;
    if (ask.passwordsFor === null || !hasKey) return renewed;
    try {
      const others = (await renewal.pairsOf(successor)).filter(({ old }) => old !== item.sha256);
      const pairs = [{ old: item.sha256, successor }, ...others];
      const passwords = await ask.passwordsFor(pairs);
      const places = [];
      for (const pair of pairs) places.push(...(await renewal.replace(pair, passwords, quiet(run))));
      const code = places.find((place) => place.code !== null)?.code ?? null;
      return { ...renewed, places, code, outcome: code === null ? 'renewed' : 'not-installed' };
    } catch (error) {
      return { ...renewed, outcome: 'not-installed', ...reasonOf(error) };
    }
  }

  async function renewOne(
    { item, held }: Planned,
    ask: BatchAsk,
    asking: ServerAsk | null,
    run: StoreRun,
  ): Promise<BatchItem> {
    const { protocol } = held?.profile ?? { protocol: null };
    if (held === null || asking === null || !isServerProtocol(protocol)) {
      return { ...item, outcome: 'person' };
    }
    const make = requestWithVaultKey(parts, held, item.sha256);
    const outcome = await enrolment[protocol].renew(item.sha256, held, null, asking, make);
    if (outcome.state === 'pending') return { ...item, outcome: 'waiting' };
    return await install(item, outcome.certificate, ask, run);
  }

  return {
    async renew(sha256s, ask, run) {
      const open = await vault.require();
      const guideOf = await findGuides(enrolment);
      const planned = new Map<string, Planned>();
      for (const sha256 of sha256s) {
        const each = await plan(sha256, (of) => ask.guide ?? guideOf(of));
        planned.set(each.item.sha256, each);
      }
      if (!open.isUnlocked && [...planned.values()].some(({ item }) => item.way === 'server')) {
        throw new AppError('vault-locked');
      }
      await enrolment.settle();
      const asks = new Map<string, ServerAsk>();
      const askOf = async (held: HeldProfile): Promise<ServerAsk> => {
        const known = asks.get(held.id);
        if (known !== undefined) return known;
        const made = { ...(await ask.askOf(held)), login: null, acceptNames: false, run: quiet(run) };
        asks.set(held.id, made);
        return made;
      };
      const ended = new Map<string, Pick<BatchItem, 'outcome' | 'code' | 'details' | 'checks'>>();
      const continued = new Set<string>();
      let endedAll: ErrorCode | null = null;

      const next = async (each: Planned): Promise<BatchItem> => {
        const { item, held } = each;
        if (run.signal.aborted) endedAll ??= 'cancelled';
        if (endedAll !== null) return { ...item, code: endedAll };
        try {
          const successor = await renewal.renewedBy(item.sha256);
          if (successor !== null) {
            continued.add(item.sha256);
            return await install(item, successor, ask, run);
          }
          const isServer = item.way === 'server' && held !== null;
          const before = isServer ? ended.get(held.id) : undefined;
          if (before !== undefined) return { ...item, ...before };
          // A CA-made key needs the user's consent for each certificate.
          if (isServer && held.profile.keyMadeBy === 'authority') throw new AppError('authority-key-consent');
          return await renewOne(each, ask, isServer ? await askOf(held) : null, run);
        } catch (error) {
          const reason = reasonOf(error);
          const { code } = reason;
          if (code !== null && endsAll.has(code)) endedAll = code;
          const isBlocked = code === null;
          if (held !== null && (isBlocked || endsGuide.has(code))) {
            ended.set(held.id, { ...reason, outcome: isBlocked ? 'preflight' : 'not-tried' });
          }
          if (code === 'cancelled') return { ...item, ...reason };
          return { ...item, ...reason, outcome: isBlocked ? 'preflight' : 'failed' };
        }
      };

      const items: BatchItem[] = [];
      for (const each of planned.values()) {
        run.progress(items.length / planned.size, 'renewing-many');
        const item = await next(each);
        items.push(item);
        ask.onItem?.(item);
      }
      const fresh = items.flatMap(({ sha256, successor }) => (continued.has(sha256) ? [] : (successor ?? [])));
      if (fresh.length > 0) await open.activity.record('renewed-together', detailOfCertificates(fresh));
      return items;
    },
  };
}

/** `code` is null if the preflight blocked the renewal. */
function reasonOf(error: unknown): Pick<BatchItem, 'code' | 'details' | 'checks'> {
  if (error instanceof PreflightBlocked) return { code: null, details: {}, checks: [...error.checks] };
  if (!(error instanceof AppError)) throw error;
  return { code: error.code, details: { ...error.details }, checks: [] };
}

function quiet({ signal }: StoreRun): StoreRun {
  return { signal, progress: () => undefined };
}
