// SPDX-License-Identifier: Apache-2.0
import type { CallInput, CallOutput } from '../../shared/ipc/contract.ts';
import type { RenewalRow } from '../../shared/schemas/enrolment/renewal.ts';
import type { CertificatesService } from '../certificates/certificates-service.ts';
import type { EnrolmentService } from '../enrolment/enrolment-service.ts';
import { remindedItems, type RemindedItem } from '../reminders/reminded-items.ts';
import type { VaultAccess } from '../vault/vault-access.ts';
import type { WatchedService } from '../watched/watched-service.ts';
import { openAmong } from './open-among.ts';

/** Needs no unlock; reads no store (E07). */
export interface RenewalList {
  list(request: CallInput<'renewals.list'>): Promise<CallOutput<'renewals.list'>>;
}

export function createRenewalList(parts: {
  readonly vault: VaultAccess;
  readonly certificates: CertificatesService;
  readonly watched: WatchedService;
  readonly enrolment: Pick<EnrolmentService, 'requests'> & {
    readonly profiles: Pick<EnrolmentService['profiles'], 'list'>;
    readonly webEnrolments: Pick<EnrolmentService['webEnrolments'], 'findAuthority'>;
  };
  readonly now: () => Date;
}): RenewalList {
  const { certificates, watched, enrolment, now } = parts;

  /** By certificate: as requested, or as entered by a person. */
  async function findAuthority(): Promise<(sha256: string) => RenewalAuthority | null> {
    const profiles = await enrolment.profiles.list();
    const requested = new Map((await enrolment.requests()).map(({ certificate, profile }) => [certificate, profile]));
    const bankOf = await enrolment.webEnrolments.findAuthority();
    return (sha256) => {
      const named = requested.get(sha256) ?? bankOf(sha256);
      const held = profiles.find(({ profile, host }) => profile.name === named?.name && host.ascii === named.host);
      return held === undefined
        ? null
        : { profileId: held.id, name: held.profile.name, protocol: held.profile.protocol };
    };
  }

  return {
    async list({ offset, limit }) {
      const at = now().getTime();
      const items = await remindedItems(parts);
      const isOver = ({ notAfter }: RemindedItem): boolean => Date.parse(notAfter) < at;
      const over = await openAmong(certificates, items.filter(isOver).toReversed());
      const all = [...items.filter((item) => !isOver(item)), ...over];
      const entries = new Map((await watched.list()).map((entry) => [entry.id, entry]));
      const authorityOf = await findAuthority();
      const rows: RenewalRow[] = [];
      for (const { about, sha256 } of all.slice(offset, offset + limit)) {
        const entry = entries.get(about);
        if (sha256 !== null) {
          const certificate = await certificates.identity(sha256);
          rows.push({ kind: 'certificate', certificate, authority: authorityOf(sha256) });
        } else if (entry !== undefined) rows.push({ kind: 'entry', entry });
      }
      return { rows, total: all.length };
    },
  };
}

type RenewalAuthority = NonNullable<Extract<RenewalRow, { kind: 'certificate' }>['authority']>;
