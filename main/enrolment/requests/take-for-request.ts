// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/app-error.ts';
import type { PendingRequest } from '../../../shared/schemas/enrolment.ts';
import type { FoundCertificate } from '../../formats/inspection.ts';
import type { RequestRow } from '../../vault/store/rows/request-rows.ts';
import type { Vault } from '../../vault/vault.ts';
import { looksSelfSigned } from '../../x509/chain.ts';
import { maskIdentityNumbers } from '../../x509/identity-number-mask.ts';
import { checkReply, type Reply } from './check-reply.ts';
import { missingAttributes } from './compare-names.ts';
import { describeRequest, subjectOf } from './describe-request.ts';
import { finishRequest, isOlder, type SettleParts } from './settle-requests.ts';

/** What was taken for a request, by whatever way it came. */
export interface TakenCertificate {
  readonly request: PendingRequest;
  /** SHA-256 of the certificate that was asked for. */
  readonly certificate: string;
  /** SHA-256 of what is new in the vault: it, and what came with it. */
  readonly added: readonly string[];
  /** Subject of the certificate, identity numbers masked. */
  readonly subject: string;
  /** What was asked for and is otherwise; with `acceptNames` alone it is not empty. */
  readonly otherNames: readonly string[];
}

/** Of the certificates that came the one that has the key of this request; an authority's before the applicant's own. */
export function ownCertificate(
  vault: Vault,
  row: RequestRow,
  certificates: readonly FoundCertificate[],
): FoundCertificate | undefined {
  const own = certificates.filter(({ fields }) => fields.spkiSha256 === row.spkiSha256 && !isOlder(vault, row, fields));
  return own.find(({ fields }) => !looksSelfSigned(fields)) ?? own[0];
}

export interface Taking {
  /** The person has seen that the names differ, and wants the certificate. */
  readonly acceptNames: boolean;
  /** Called when all is right: puts it into the vault. Throws what speaks against it yet. */
  readonly bringIn: () => Promise<{ readonly added: readonly string[] }>;
}

/**
 * Judges the certificate that came for a request, takes it in and ends the request. Errors: `reply-refused` (`reason`: a
 * ReplyProblem; the request is still pending), those of `bringIn` and of the vault.
 */
export async function takeForRequest(
  vault: Vault,
  { parse, now }: SettleParts,
  row: RequestRow,
  reply: Reply,
  { acceptNames, bringIn }: Taking,
): Promise<TakenCertificate> {
  const { sha256, subject: whole } = reply.certificate;
  const asked = subjectOf(row);
  const subject = maskIdentityNumbers(whole);
  const otherNames = missingAttributes(asked, whole).map(maskIdentityNumbers);
  // The one that was taken already was judged then; another one for the same key was not.
  const wasTaken = row.state === 'done' && row.certificate === sha256;
  const problem = wasTaken ? null : await checkReply(parse, reply, { asked, acceptNames, now: now() });
  if (problem !== null) {
    await vault.enrolment.refuse(row.id, problem);
    throw new AppError('reply-refused', { reason: problem, subject, otherNames });
  }
  const { added } = await bringIn();
  await finishRequest(vault, row, sha256);
  const written = vault.enrolment.requests().find(({ id }) => id === row.id) ?? row;
  return { request: describeRequest(written), certificate: sha256, added, subject, otherNames };
}
