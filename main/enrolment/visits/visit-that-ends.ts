// SPDX-License-Identifier: Apache-2.0
import type { Vault } from '../../vault/vault.ts';
import type { VisitRow } from '../../vault/store/visit-rows.ts';
import { certificateThatCame, thoseThatMayRenew, thoseThatRenew } from './certificate-that-came.ts';

type Row = Pick<VisitRow, 'id' | 'purpose' | 'renews'>;

export interface VisitEnd<Visit extends Row> {
  readonly row: Visit;
  /** SHA-256 of the certificate that ends it. */
  readonly certificate: string;
}

interface FileOfVisits<Visit extends Row> {
  /** Oldest first. */
  readonly waiting: readonly Visit[];
  /** The visit in whose dialog the file was opened; null: opened elsewhere. */
  readonly opened: Visit | null;
  /** Visits whose folder has the file, oldest first. */
  readonly here: readonly Visit[];
}

/**
 * Order: a renewal by content, wherever the file is; the visit it was opened for; the folder. All downloads share a
 * folder, so there applications precede renewals, and a renewal needs a possible successor and no competitor: a wrong
 * match would end the reminders of a certificate that was not renewed.
 * `came`: certificates new to the vault, or new with their keys.
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
