// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { typedFingerprintFits } from '../../../../shared/domain/trust/typed-fingerprint.ts';
import type { AcceptedAuthority, HostTrust, ShownAuthority } from '../../../../shared/schemas/trust/host-trust.ts';
import type { HeldProfile } from '../../../../shared/schemas/enrolment/enrolment.ts';
import type { FoundCertificate } from '../../../formats/inspect/inspection.ts';
import { maskIdentityNumbers } from '../../../../shared/domain/certificates/identity-numbers.ts';
import type { EnrolmentParts } from '../../enrolment-parts.ts';
import { serverAddress } from './server-address.ts';
import {
  certificatesOfFile,
  resolveTrust,
  shownAuthorities,
  type GivenTrust,
  type KnownTrust,
} from './server-trust.ts';

/**
 * For profiles without a CA, the user compares a CA's fingerprint and accepts the CA for that profile only (RFC 7030
 * §4.1.1). Changes may also throw `vault-missing` and the errors of `confirmProfile`.
 */
export interface HostTrusts {
  /** May contact the server. Errors: `profile-invalid`, those of `resolveTrust`. */
  knownFor(held: HeldProfile, given: GivenTrust): Promise<KnownTrust>;
  /** Contacts no server. */
  of(held: HeldProfile): Promise<HostTrust>;
  look(held: HeldProfile, signal: AbortSignal): Promise<readonly ShownAuthority[]>;
  /**
   * Accepts a CA from the last `look`. `digits` is at least the first 8 digits of its SHA-256, as typed by the user.
   * Errors: `fingerprint-differs`, `not-found`.
   */
  accept(held: HeldProfile, sha256: string, digits: string): Promise<HostTrust>;
  /** Errors: `not-an-authority`. */
  acceptFound(held: HeldProfile, certificates: readonly FoundCertificate[]): Promise<HostTrust>;
  lookInFile(held: HeldProfile, file: string): Promise<readonly ShownAuthority[]>;
  /** Errors: `not-found`. */
  acceptLooked(held: HeldProfile): Promise<HostTrust>;
  forget(held: HeldProfile): Promise<HostTrust>;
}

export function createHostTrusts({ vault, parse, now }: EnrolmentParts): HostTrusts {
  /** CAs that `accept` may take, by profile id. */
  const shown = new Map<string, readonly FoundCertificate[]>();
  /** Keeps the content, since a pipe can be read only once. */
  const looked = new Map<string, { readonly file: string; readonly certificates: readonly FoundCertificate[] }>();

  async function of({ id, profile }: HeldProfile): Promise<HostTrust> {
    const rows = (await vault.current())?.enrolment.anchorsOf(id) ?? [];
    const source = (profile.anchor ?? profile.pins) ? 'profile' : rows.length > 0 ? 'accepted' : null;
    const { fields } = await parse.run('readFields', { certificates: rows.map(({ der }) => der) });
    const accepted = rows.flatMap(({ sha256, acceptedAt }, index): AcceptedAuthority[] => {
      const read = fields[index];
      return read ? [{ ...described(read), sha256, acceptedAt }] : [];
    });
    return { source, accepted };
  }

  async function keep(held: HeldProfile, certificates: readonly FoundCertificate[]): Promise<HostTrust> {
    const acceptedAt = now().toISOString();
    const rows = certificates.map(({ der, fields }) => ({
      profileId: held.id,
      sha256: fields.sha256,
      der,
      acceptedAt,
    }));
    await (await vault.require()).enrolment.acceptAnchors(held.id, rows);
    shown.delete(held.id);
    return await of(held);
  }

  return {
    of,
    async knownFor({ id, profile }, given) {
      const read = looked.get(id);
      if (read !== undefined && read.file === given.anchorFile) {
        return { anchors: read.certificates, pins: given.pin === null ? (profile.pins ?? []) : [given.pin] };
      }
      const accepted = (await vault.current())?.enrolment.anchorsOf(id).map(({ der }) => der) ?? [];
      return await resolveTrust(parse, profile, given, accepted, serverAddress(profile));
    },
    async look(held, signal) {
      const found = await shownAuthorities(parse, serverAddress(held.profile), signal);
      shown.set(held.id, found);
      return found.map(({ fields }) => described(fields));
    },
    async accept(held, sha256, digits) {
      const found = shown.get(held.id)?.find(({ fields }) => fields.sha256 === sha256);
      if (!found) throw new AppError('not-found');
      if (!typedFingerprintFits(sha256, digits)) throw new AppError('fingerprint-differs');
      return await keep(held, [found]);
    },
    async acceptFound(held, certificates) {
      const authorities = certificates.filter(({ fields }) => fields.isCa);
      if (authorities.length === 0) throw new AppError('not-an-authority');
      return await keep(held, authorities);
    },
    async lookInFile(held, file) {
      const certificates = await certificatesOfFile(parse, file);
      looked.set(held.id, { file, certificates });
      return certificates.filter(({ fields }) => fields.isCa).map(({ fields }) => described(fields));
    },
    async acceptLooked(held) {
      const found = looked.get(held.id);
      if (found === undefined) throw new AppError('not-found');
      return await keep(
        held,
        found.certificates.filter(({ fields }) => fields.isCa),
      );
    },
    forget: async (held) => keep(held, []),
  };
}

function described({ sha256, subject, notAfter }: FoundCertificate['fields']): ShownAuthority {
  return { sha256, subject: maskIdentityNumbers(subject), notAfter };
}
