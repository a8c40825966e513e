// SPDX-License-Identifier: Apache-2.0
import type { KeyOnToken } from '../../../shared/schemas/certificates/certificate.ts';
import type { Vault } from '../../vault/vault.ts';
import type { WebEnrolmentRow } from '../../vault/store/rows/web-enrolment-rows.ts';
import { pickIssuedCertificate, renewalCandidates, exactRenewals } from './pick-issued-certificate.ts';

type Row = Pick<WebEnrolmentRow, 'id' | 'purpose' | 'renews'>;

export interface WebEnrolmentMatch<WebEnrolment extends Row> {
  readonly row: WebEnrolment;
  readonly certificate: string;
}

interface FileArrival<WebEnrolment extends Row> {
  readonly waiting: readonly WebEnrolment[];
  /** The enrolment whose dialog opened the file, or null. */
  readonly opened: WebEnrolment | null;
  readonly here: readonly WebEnrolment[];
}

/**
 * Tries in order: a renewal by content, the enrolment whose dialog opened the file, the folder. In a shared folder,
 * applications precede renewals, and a renewal must match unambiguously: a wrong match ends reminders.
 */
export function matchWebEnrolment<WebEnrolment extends Row>(
  vault: Pick<Vault, 'getRow'>,
  { waiting, opened, here }: FileArrival<WebEnrolment>,
  { all, came }: { readonly all: readonly string[]; readonly came: readonly string[] },
): WebEnrolmentMatch<WebEnrolment> | null {
  const renewed = matchRenewal(vault, opened === null ? waiting : [opened, ...waiting], all);
  if (renewed !== null) return renewed;
  if (opened !== null) return endOf(opened, pickIssuedCertificate(vault, all, opened.renews));
  const application = here.find(({ renews }) => renews === null);
  if (application !== undefined) return endOf(application, pickIssuedCertificate(vault, came, null));
  const [one, ...others] = here.filter((row) => renewalCandidates(vault, row, came).length > 0);
  if (one === undefined || others.length > 0) return null;
  return endOf(one, pickIssuedCertificate(vault, renewalCandidates(vault, one, came), one.renews));
}

export function matchRenewal<WebEnrolment extends Row>(
  vault: Pick<Vault, 'getRow'>,
  waiting: readonly WebEnrolment[],
  sha256s: readonly string[],
): WebEnrolmentMatch<WebEnrolment> | null {
  for (const row of waiting) {
    const end = endOf(row, pickIssuedCertificate(vault, exactRenewals(vault, row, sha256s), row.renews));
    if (end !== null) return end;
  }
  return null;
}

function endOf<WebEnrolment extends Row>(
  row: WebEnrolment,
  certificate: string | null,
): WebEnrolmentMatch<WebEnrolment> | null {
  return certificate === null ? null : { row, certificate };
}

/** Of the certificate to renew. Null if the vault has the key. */
export function oldKeyOnToken(vault: Pick<Vault, 'getRow'>, { renews }: Pick<Row, 'renews'>): KeyOnToken | null {
  const old = renews === null ? null : vault.getRow(renews);
  return old === null || old.hasPrivateKey ? null : old.keyOnToken;
}
