// SPDX-License-Identifier: Apache-2.0
import type { Vault } from '../../vault/vault.ts';
import type { VisitRow } from '../../vault/store/rows/visit-rows.ts';
import { certificateThatCame, thoseThatMayRenew, thoseThatRenew } from './certificate-that-came.ts';

type Row = Pick<VisitRow, 'id' | 'purpose' | 'renews'>;

export interface VisitEnd<Visit extends Row> {
  readonly row: Visit;
  /** SHA-256 of the certificate that ends it. */
  readonly certificate: string;
}

interface FileOfVisits<Visit extends Row> {
  /** All that wait, oldest first. */
  readonly waiting: readonly Visit[];
  /** The one in whose dialog a person opened the file; null: it was opened by itself. */
  readonly opened: Visit | null;
  /** Those in whose folder the file came, oldest first. */
  readonly here: readonly Visit[];
}

/**
 * Which visit a file ends. First a renewal by what the file holds, wherever it lies and whoever's dialog it was opened in;
 * then the visit that a person opened it for; last the folder. The folder alone says little, since everything that is
 * downloaded lies in the same one: an application is asked before a renewal, and a renewal only by a certificate that may
 * take the place of the old one, when no other renewal could have it: a wrong one would end the reminders of a certificate
 * that nobody renewed.
 * `came`: of the certificates of the file those that were not in the vault before, or not with their keys.
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

/** The first of these whose certificate one of the file renews. */
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
