// SPDX-License-Identifier: Apache-2.0
import type { Vault } from '../../vault/vault.ts';
import type { VisitRow } from '../../vault/store/rows/visit-rows.ts';
import { certificateThatCame, thoseThatMayRenew, thoseThatRenew } from './certificate-that-came.ts';

type Row = Pick<VisitRow, 'id' | 'purpose' | 'renews'>;

export interface VisitEnd<Visit extends Row> {
  readonly row: Visit;
  /** SHA-256. */
  readonly certificate: string;
}

interface FileOfVisits<Visit extends Row> {
  /** Oldest first. */
  readonly waiting: readonly Visit[];
  /** Whose dialog opened the file; null: none. */
  readonly opened: Visit | null;
  /** By folder, oldest first. */
  readonly here: readonly Visit[];
}

/**
 * In order: a renewal by content, the visit it was opened for, the folder. Downloads share a folder, so there an
 * application precedes renewals, and a renewal needs an unambiguous match: a wrong one would end the old certificate's
 * reminders.
 * `came`: new certificates, or new keys.
 */
export function visitThatEnds<Visit extends Row>(
  vault: Pick<Vault, 'getRow'>,
  { waiting, opened, here }: FileOfVisits<Visit>,
  { all, came }: { readonly all: readonly string[]; readonly came: readonly string[] },
): VisitEnd<Visit> | null {
  const renewed = renewalThatEnds(vault, opened === null ? waiting : [opened, ...waiting], all);
  if (renewed !== null) return renewed;
  if (opened !== null) return endOf(opened, certificateThatCame(vault, all, opened.renews));
  const application = here.find(({ renews }) => renews === null);
  if (application !== undefined) return endOf(application, certificateThatCame(vault, came, null));
  const [one, ...others] = here.filter((row) => thoseThatMayRenew(vault, row, came).length > 0);
  if (one === undefined || others.length > 0) return null;
  return endOf(one, certificateThatCame(vault, thoseThatMayRenew(vault, one, came), one.renews));
}

export function renewalThatEnds<Visit extends Row>(
  vault: Pick<Vault, 'getRow'>,
  waiting: readonly Visit[],
  sha256s: readonly string[],
): VisitEnd<Visit> | null {
  for (const row of waiting) {
    const end = endOf(row, certificateThatCame(vault, thoseThatRenew(vault, row, sha256s), row.renews));
    if (end !== null) return end;
  }
  return null;
}

function endOf<Visit extends Row>(row: Visit, certificate: string | null): VisitEnd<Visit> | null {
  return certificate === null ? null : { row, certificate };
}
