// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { PendingRequest } from '../../../shared/schemas/enrolment/enrolment.ts';
import type { FoundCertificate } from '../../formats/inspect/inspection.ts';
import type { RequestRow } from '../../vault/store/rows/request-rows.ts';
import type { Vault } from '../../vault/vault.ts';
import { looksSelfSigned } from '../../x509/certificate/chain.ts';
import { maskIdentityNumbers } from '../../x509/names/identity-number-mask.ts';
import { checkReply, type Reply } from './check-reply.ts';
import { missingAttributes } from './compare-names.ts';
import { describeRequest, subjectOf } from './describe-request.ts';
import { finishRequest, isOlder, type SettleParts } from './settle-requests.ts';

export interface TakenCertificate {
  readonly request: PendingRequest;
  /** SHA-256. */
  readonly certificate: string;
  /** SHA-256 of everything new. */
  readonly added: readonly string[];
  /** Masked. */
  readonly subject: string;
  /** Differing names; only with `acceptNames`. */
  readonly otherNames: readonly string[];
}

/** By key; a CA's certificate first. */
export function ownCertificate(
  vault: Vault,
  row: RequestRow,
  certificates: readonly FoundCertificate[],
): FoundCertificate | undefined {
  const own = certificates.filter(({ fields }) => fields.spkiSha256 === row.spkiSha256 && !isOlder(vault, row, fields));
  return own.find(({ fields }) => !looksSelfSigned(fields)) ?? own[0];
}

export interface Taking {
  readonly acceptNames: boolean;
  /** Writes to the vault after all checks. Throws to stop. */
  readonly bringIn: () => Promise<{ readonly added: readonly string[] }>;
}

/** Errors: `reply-refused` (`reason`: a ReplyProblem; still pending), those of `bringIn`. */
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
  // Another certificate for the same key was not judged.
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
