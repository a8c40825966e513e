// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { dayMs } from '../../../shared/domain/certificates/certificate-status.ts';
import type { ErrorCode } from '../../../shared/domain/errors/error-codes.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import type {
  PlannedPlace,
  RenewalFacts,
  RenewedPair,
  ReplacedPlace,
} from '../../../shared/schemas/enrolment/renewal.ts';
import type { StoreRun, StoresService } from '../../stores/stores-service.ts';
import type { Vault } from '../../vault/vault.ts';
import type { VaultAccess } from '../../vault/vault-access.ts';
import type { EnrolmentService } from '../enrolment-service.ts';
import { checkSuccessor, type CheckParts } from './check-successor.ts';
import { installedPairs } from './installed-pairs.ts';
import { planPlaces } from './plan-places.ts';
import { replaceInPlace } from './replace-in-place.ts';

/** Checks the new certificate, installs and tests it in each store that has the old one, then removes the old one. */
export interface RenewalService {
  of(named: { readonly sha256: string }): Promise<RenewalFacts>;
  authorityOf(sha256: string): Promise<{ readonly name: string; readonly host: string } | null>;
  /** Returns the SHA-256 of the successor, whose key may be on a token. Errors: `vault-missing`. */
  renewedBy(sha256: string): Promise<string | null>;
  /** Returns the installed pairs, or else the pair found in the vault. Errors: `vault-missing`. */
  pairsOf(sha256: string): Promise<RenewedPair[]>;
  plan(pair: RenewedPair): Promise<PlannedPlace[]>;
  /**
   * Can be cancelled between steps. `passwords` maps store ids to primary passwords. Errors: `vault-missing`, those of
   * `StoresService.reconcile`, `checkSuccessor` and `planPlaces`.
   */
  replace(pair: RenewedPair, passwords: ReadonlyMap<string, string>, run: StoreRun): Promise<ReplacedPlace[]>;
}

export interface RenewalParts extends CheckParts {
  readonly vault: VaultAccess;
  readonly stores: StoresService;
  readonly enrolment: Pick<EnrolmentService, 'profiles' | 'requests' | 'webEnrolments'>;
}

export function createRenewalService({ vault, stores, enrolment, ...parts }: RenewalParts): RenewalService {
  async function settledPair(open: Vault, sha256: string): Promise<RenewedPair | null> {
    const known = open.renewals().get(sha256);
    if (known !== undefined && open.getRow(known)?.hasPrivateKey === true) return { old: sha256, successor: known };
    const successor = open.getRow(sha256) ? (await parts.certificates.summary(sha256)).supersededBy : null;
    return successor === null ? null : { old: sha256, successor };
  }

  async function authorityOf(sha256: string): Promise<{ readonly name: string; readonly host: string } | null> {
    const request = (await enrolment.requests()).findLast(({ certificate }) => certificate === sha256);
    return request?.profile ?? (await enrolment.webEnrolments.authorityOf(sha256));
  }

  async function profileOf(sha256: string): Promise<HeldProfile | null> {
    const authority = await authorityOf(sha256);
    const held = (await enrolment.profiles.list()).find(
      ({ profile, host }) => profile.name === authority?.name && host.ascii === authority.host,
    );
    return held ?? null;
  }

  async function pairsOf(sha256: string): Promise<RenewedPair[]> {
    const open = await vault.require();
    const installed = await installedPairs(open, stores, sha256);
    if (installed.length > 0) return installed.map(({ pair }) => pair);
    const settled = await settledPair(open, sha256);
    return settled === null ? [] : [settled];
  }

  return {
    async of({ sha256 }) {
      const open = await vault.require();
      const row = open.getRow(sha256);
      if (row === null) throw new AppError('not-found');
      const [installed] = await installedPairs(open, stores, sha256);
      const held = await profileOf(sha256);
      const from = Date.parse(row.notAfter) - (held?.profile.renewalDays ?? usualDays) * dayMs;
      return {
        profileId: held?.id ?? null,
        protocol: held?.profile.protocol ?? null,
        from: new Date(from).toISOString(),
        pair: installed?.pair ?? (await settledPair(open, sha256)),
        left: installed?.left ?? 0,
      };
    },
    authorityOf,
    async renewedBy(sha256) {
      const open = await vault.require();
      const known = open.renewals().get(sha256) ?? null;
      if (known !== null && open.getRow(known)?.deletedAt === null) return known;
      return (await pairsOf(sha256)).find(({ old }) => old === sha256)?.successor ?? null;
    },
    pairsOf,
    plan: async (pair) => planPlaces(stores, pair),
    async replace(pair, passwords, run) {
      const open = await vault.require();
      // An interrupted change may have left a store half-written.
      await stores.reconcile();
      await checkSuccessor(open, parts, pair);
      const places: ReplacedPlace[] = [];
      const planned = await planPlaces(stores, pair);
      let stopped: ErrorCode | null = null;
      for (const place of planned) {
        if (run.signal.aborted) stopped ??= 'cancelled';
        const settled = settledOutcome(place, stopped);
        if (settled !== null) {
          places.push(settled);
          continue;
        }
        run.progress(places.length / planned.length, 'replacing');
        const step = { stores, vault: open, pair, place, password: passwords.get(place.storeId) ?? null };
        try {
          const quiet = { signal: run.signal, progress: () => undefined };
          places.push({ ...named(place), ...(await replaceInPlace({ ...step, run: quiet })) });
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          stopped = error.code;
          places.push({ ...untouched(place), outcome: 'kept', code: error.code });
        }
      }
      return places;
    },
  };
}

const usualDays = 60;

function named({ storeId, storeName, storeKind }: PlannedPlace) {
  return { storeId, storeName, storeKind };
}

function untouched(place: PlannedPlace) {
  return { ...named(place), code: null, proofs: [], restart: false };
}

function settledOutcome(place: PlannedPlace, stopped: ErrorCode | null): ReplacedPlace | null {
  const { todo, code } = place;
  if (todo === 'done' || todo === 'token') return { ...untouched(place), outcome: todo };
  if (todo === 'refused') return { ...untouched(place), outcome: 'kept', code };
  return stopped === null ? null : { ...untouched(place), outcome: 'not-tried', code: stopped };
}
