// SPDX-License-Identifier: Apache-2.0
import { institutionNames } from '../../shared/domain/certificates/bank-of.ts';
import { isUnsafe } from '../../shared/domain/certificates/needs-replacement.ts';
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { CertificateSummary } from '../../shared/schemas/certificates/certificate.ts';
import type { ContactSheet } from '../../shared/schemas/enrolment/contact-sheet.ts';
import type { HeldProfile } from '../../shared/schemas/enrolment/enrolment.ts';
import type { Loss, LossKind, LossStep } from '../../shared/schemas/certificates/loss.ts';
import type { CertificatesService } from '../certificates/certificates-service.ts';
import type { EnrolmentService } from '../enrolment/enrolment-service.ts';
import { isServerProtocol } from '../../shared/domain/trust/server-protocol.ts';
import { bankFinder } from '../enrolment/web/bank-of-certificate.ts';
import type { Profiles } from '../enrolment/profiles/profiles.ts';
import type { ServerAsk } from '../enrolment/providers/server/server-enrolment.ts';
import type { VaultAccess } from '../vault/vault-access.ts';
import type { Vault } from '../vault/vault.ts';

export interface LossView {
  readonly loss: Loss | null;
  readonly sheet: ContactSheet;
  readonly isAskedFor: boolean;
  readonly successor: string | null;
}

interface Asked {
  readonly sha256: string;
  readonly profileId: string | null;
}

/** Errors: `vault-missing`, `not-found`. */
export interface LossesService {
  view(about: Asked): Promise<LossView>;
  sheet(about: Asked): Promise<ContactSheet>;
  report(reported: { readonly sha256s: readonly string[]; readonly kind: LossKind }): Promise<{ losses: Loss[] }>;
  mark(step: {
    readonly sha256s: readonly string[];
    readonly step: LossStep;
    readonly done: boolean;
    readonly reference?: string | null | undefined;
  }): Promise<{ losses: Loss[] }>;
  /** For a CA without a profile. Null removes the number. */
  setPhone(noted: { readonly sha256s: readonly string[]; readonly phone: string | null }): Promise<{ losses: Loss[] }>;
  unsafeAmong(sha256s: readonly string[]): Promise<{ sha256: string; loss: LossKind }[]>;
  /** Never one noted with another certificate, which may come from an imported file. */
  phoneOf(sha256: string): Promise<string | undefined>;
  /**
   * Revokes over CMP (decision 0020), then marks the loss `notified`. Reports no loss if `kind` is null. May need an
   * unlock. Errors: those of `CmpEnrolment.revoke`.
   */
  revoke(sha256: string, held: HeldProfile, ask: ServerAsk, kind: LossKind | null): Promise<Loss | null>;
  withdraw(named: { readonly sha256s: readonly string[] }): Promise<void>;
}

/** CRLReason (RFC 5280 §5.3.1). */
const keyCompromise = 1;

export function createLossesService({
  vault,
  certificates,
  profiles,
  cmp,
}: {
  readonly vault: VaultAccess;
  readonly certificates: CertificatesService;
  readonly profiles: Profiles;
  readonly cmp: Pick<EnrolmentService['cmp'], 'revoke'>;
}): LossesService {
  async function profileOf(sha256: string, profileId: string | null): Promise<HeldProfile | null> {
    const held = await profiles.list();
    if (profileId === null) return authorityOf(await vault.require(), held, sha256);
    const named = held.find(({ id }) => id === profileId);
    if (named === undefined) throw new AppError('not-found');
    return named;
  }

  async function sheet({ sha256, profileId }: Asked): Promise<ContactSheet> {
    return contactSheetOf(await certificates.summary(sha256), await profileOf(sha256, profileId));
  }

  return {
    sheet,
    async view({ sha256, profileId }) {
      const open = await vault.require();
      const summary = await certificates.summary(sha256);
      const request = open.enrolment.requests().findLast(({ renews }) => renews === sha256) ?? null;
      const webEnrolment = open.webEnrolments.waiting().find(({ renews }) => renews === sha256);
      return {
        loss: summary.loss,
        sheet: contactSheetOf(summary, await profileOf(sha256, profileId)),
        isAskedFor: request?.state === 'pending' || webEnrolment !== undefined,
        successor: request?.certificate ?? summary.supersededBy,
      };
    },
    report: async ({ sha256s, kind }) => ({ losses: await (await vault.require()).losses.report(sha256s, kind) }),
    mark: async ({ sha256s, step, done, reference }) => ({
      losses: await (await vault.require()).losses.mark(sha256s, step, done, reference),
    }),
    setPhone: async ({ sha256s, phone }) => ({
      losses: await (await vault.require()).losses.setPhone(sha256s, phone),
    }),
    async unsafeAmong(sha256s) {
      const losses = (await vault.current())?.losses.list();
      return sha256s.flatMap((sha256) => {
        const loss = losses?.get(sha256) ?? null;
        return loss !== null && isUnsafe(loss) ? [{ sha256, loss: loss.kind }] : [];
      });
    },
    async phoneOf(sha256) {
      return (await vault.current())?.losses.list().get(sha256)?.phone;
    },
    async revoke(sha256, held, ask, kind) {
      await cmp.revoke(sha256, held, ask, keyCompromise);
      const { losses } = await vault.require();
      if (kind !== null) await losses.report([sha256], kind);
      const isReported = (await certificates.summary(sha256)).loss !== null;
      return isReported ? ((await losses.mark([sha256], 'notified', true))[0] ?? null) : null;
    },
    withdraw: async ({ sha256s }) => (await vault.require()).losses.withdraw(sha256s),
  };
}

function authorityOf(vault: Vault, profiles: readonly HeldProfile[], sha256: string): HeldProfile | null {
  const request = vault.enrolment.requests().findLast(({ certificate }) => certificate === sha256);
  const requested = request && { name: request.profileName, host: request.profileHost };
  const isAssigned = vault.webEnrolments.ofCertificate(sha256) !== null;
  const from = isAssigned ? bankFinder(vault)(sha256) : (requested ?? bankFinder(vault)(sha256));
  if (from === null) return namedIn(vault.getRow(sha256), profiles);
  return profiles.find(({ profile, host }) => profile.name === from.name && host.ascii === from.host) ?? null;
}

/** Skips server profiles, which a name must not choose. Of several with that name, the user chooses. */
function namedIn(
  certificate: Pick<CertificateSummary, 'subject' | 'issuer'> | null,
  profiles: readonly HeldProfile[],
): HeldProfile | null {
  if (certificate === null) return null;
  const contacts = profiles.filter(({ profile }) => !isServerProtocol(profile.protocol));
  for (const name of institutionNames(certificate.subject, certificate.issuer)) {
    const [first, ...others] = contacts.filter(({ profile }) => profile.name === name);
    if (first !== undefined) return others.length === 0 ? first : null;
  }
  return null;
}

export function contactSheetOf(certificate: CertificateSummary, held: HeldProfile | null): ContactSheet {
  const { sha256, displayName, subject, issuer, serial, notBefore, notAfter, loss } = certificate;
  return {
    kind: loss?.kind ?? null,
    notifiedAt: loss?.notifiedAt,
    reference: loss?.reference,
    phone: loss?.phone,
    certificate: { sha256, displayName, subject, issuer, serial, notBefore, notAfter },
    authority: held === null ? null : authorityOn(held),
  };
}

function authorityOn({ id, profile, host, confirmedAt }: HeldProfile): ContactSheet['authority'] {
  const { name, protocol, contact, asks, steps } = profile;
  return {
    profileId: id,
    name,
    protocol,
    host,
    confirmed: confirmedAt !== null,
    contact,
    asks,
    steps: steps?.lost,
  };
}
