// SPDX-License-Identifier: Apache-2.0
import type { CallInput, CallOutput } from '../../shared/ipc/contract.ts';
import type { RenewalRow } from '../../shared/schemas/enrolment/renewal.ts';
import type { CertificatesService } from '../certificates/certificates-service.ts';
import { certificateRow, findGuides, type GuideParts } from '../enrolment/profiles/guides-of-certificates.ts';
import { remindedItems, type RemindedItem } from '../reminders/reminded-items.ts';
import type { VaultAccess } from '../vault/vault-access.ts';
import type { WatchedService } from '../watched/watched-service.ts';

/** Needs no unlock, and reads no browser or system store. */
export interface RenewalList {
  list(request: CallInput<'renewals.list'>): Promise<CallOutput<'renewals.list'>>;
}

export function createRenewalList(parts: {
  readonly vault: VaultAccess;
  readonly certificates: CertificatesService;
  readonly watched: WatchedService;
  readonly enrolment: GuideParts;
  readonly now: () => Date;
}): RenewalList {
  const { certificates, watched, enrolment, now } = parts;

  return {
    async list({ offset, limit }) {
      const at = now().getTime();
      const items = await remindedItems(parts);
      const isOver = ({ notAfter }: RemindedItem): boolean => Date.parse(notAfter) < at;
      const over = items.filter((item) => isOver(item) && !item.isReplaced).toReversed();
      const all = [...items.filter((item) => !isOver(item)), ...over];
      const entries = new Map((await watched.list()).map((entry) => [entry.id, entry]));
      const guideOf = await findGuides(enrolment);
      const rows: RenewalRow[] = [];
      for (const { about, sha256 } of all.slice(offset, offset + limit)) {
        const entry = entries.get(about);
        if (sha256 !== null) rows.push(certificateRow(await certificates.identity(sha256), guideOf(sha256)));
        else if (entry !== undefined) rows.push({ kind: 'entry', entry });
      }
      return { rows, total: all.length };
    },
  };
}
