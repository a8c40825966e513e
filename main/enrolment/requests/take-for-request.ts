// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/app-error.ts';
import type { PendingRequest } from '../../../shared/schemas/enrolment.ts';
import type { FoundCertificate } from '../../formats/inspection.ts';
import type { RequestRow } from '../../vault/store/request-rows.ts';
import type { Vault } from '../../vault/vault.ts';
import { looksSelfSigned } from '../../x509/chain.ts';
import { maskIdentityNumbers } from '../../x509/identity-number-mask.ts';
import { checkReply, type Reply } from './check-reply.ts';
import { missingAttributes } from './compare-names.ts';
import { describeRequest, subjectOf } from './describe-request.ts';
import { finishRequest, isOlder, type SettleParts } from './settle-requests.ts';

export interface TakenCertificate {
  readonly request: PendingRequest;
  /** SHA-256. */
  readonly certificate: string;
  /** SHA-256 of everything new in the vault. */
  readonly added: readonly string[];
  /** Identity numbers masked. */
  readonly subject: string;
  /** Names that differ from the request; non-empty only with `acceptNames`. */
  readonly otherNames: readonly string[];
}

/** The certificate with the request's key; of several, a CA's first. */
export function ownCertificate(
  vault: Vault,
  row: RequestRow,
  certificates: readonly FoundCertificate[],
): FoundCertificate | undefined {
  const own = certificates.filter(({ fields }) => fields.spkiSha256 === row.spkiSha256 && !isOlder(vault, row, fields));
  return own.find(({ fields }) => !looksSelfSigned(fields)) ?? own[0];
}

export interface Taking {
  /** A person saw and accepts the different names. */
  readonly acceptNames: boolean;
  /** Called after all checks: writes to the vault. Throws to stop. */
  readonly bringIn: () => Promise<{ readonly added: readonly string[] }>;
}

/**
 * Checks and stores a request's certificate, and ends the request. Errors: `reply-refused` (`reason`: a ReplyProblem;
 * the request stays pending), those of `bringIn` and of the vault.
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
  // Already accepted earlier; another one for the same key was not.
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
