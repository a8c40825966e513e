// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { PendingRequest } from '../../../shared/schemas/enrolment/enrolment.ts';
import type { FoundCertificate } from '../../formats/inspect/inspection.ts';
import type { ParseClient } from '../../parser/parse-client.ts';
import type { CertificateRow } from '../../vault/store/rows/certificate-row.ts';
import { awaitsKey, type RequestRow } from '../../vault/store/rows/request-rows.ts';
import type { Vault } from '../../vault/vault.ts';
import { looksSelfSigned } from '../../x509/certificate/chain.ts';
import { maskIdentityNumbers } from '../../../shared/domain/certificates/identity-numbers.ts';
import { anchorsOfProfile } from './anchors-of-profile.ts';
import { checkReply, type Reply } from './check-reply.ts';
import { missingAttributes } from './compare-names.ts';
import { describeRequest, subjectOf } from './describe-request.ts';
import { authoritiesAbove, pathLeadsTo } from './validate-path.ts';

export interface SettleParts {
  readonly parse: ParseClient;
  readonly now: () => Date;
}

/**
 * Completes or refuses requests whose certificate is in the vault already: imported, restored, from a store, or saved
 * before a crash. Returns the request ids.
 */
export async function settleRequests(vault: Vault, parts: SettleParts): Promise<string[]> {
  const touched: string[] = [];
  for (const request of vault.enrolment.requests()) {
    if (request.state !== 'pending' || awaitsKey(request)) continue;
    const certificates = vault.enrolment.certificatesOf(request.spkiSha256).filter((each) => {
      const row = vault.getRow(each);
      return row !== null && !isOlder(vault, request, row);
    });
    if (certificates.length > 0) touched.push(request.id);
    for (const sha256 of certificates) if (await settleOne(vault, parts, request, sha256)) break;
  }
  return touched;
}

async function settleOne(vault: Vault, parts: SettleParts, request: RequestRow, sha256: string): Promise<boolean> {
  const certificate = vault.getRow(sha256);
  if (certificate === null) return false;
  const pool = vault.listRows({ search: '' });
  const derOf = (id: string): Uint8Array | null => vault.getDer(id);
  const anchors = await anchorsOfProfile(vault, parts.parse, request);
  const authorities = anchors.length === 0 ? [] : authoritiesAbove(certificate, pool, derOf);
  const path = { leaf: derOf(sha256) ?? new Uint8Array(), pool: authorities };
  const pathIsValid = await pathLeadsTo(parts.parse, anchors, path, parts.now());
  const reply = { certificate, pool, derOf, pathIsValid };
  const asked = { asked: subjectOf(request), acceptNames: false, now: parts.now() };
  const problem = await checkReply(parts.parse, reply, asked);
  if (problem !== null) {
    await vault.enrolment.refuse(request.id, problem);
    return false;
  }
  return await finishRequest(vault, request, sha256);
}

export interface TakenCertificate {
  readonly request: PendingRequest;
  readonly certificate: string;
  readonly added: readonly string[];
  readonly subject: string;
  /** Requested attributes that the certificate lacks or changes. */
  readonly otherNames: readonly string[];
}

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
  /** Writes to the vault after all checks have passed. Throws to stop. */
  readonly bringIn: () => Promise<{ readonly added: readonly string[] }>;
}

/** Errors: `reply-refused` (`reason` is a ReplyProblem), those of `bringIn`. */
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
  // Another certificate for the same key still needs the checks.
  const wasTaken = row.state === 'done' && row.certificate === sha256;
  const problem = wasTaken ? null : await checkReply(parse, reply, { asked, acceptNames, now: now() });
  if (problem !== null) {
    await vault.enrolment.refuse(row.id, problem);
    throw new AppError('reply-refused', { reason: problem, asked: maskIdentityNumbers(asked), subject, otherNames });
  }
  const { added } = await bringIn();
  await finishRequest(vault, row, sha256);
  const written = vault.enrolment.requests().find(({ id }) => id === row.id) ?? row;
  return { request: describeRequest(written), certificate: sha256, added, subject, otherNames };
}

/** If a key is reused, older certificates don't answer the request. */
function isOlder(
  vault: Vault,
  { renews, spkiSha256 }: Pick<RequestRow, 'renews' | 'spkiSha256'>,
  certificate: Pick<CertificateRow, 'sha256' | 'notBefore' | 'notAfter'>,
): boolean {
  if (renews === null || certificate.sha256 === renews) return renews !== null;
  const old = vault.getRow(renews);
  if (old?.spkiSha256 !== spkiSha256) return false;
  return certificate.notBefore <= old.notBefore && certificate.notAfter <= old.notAfter;
}

/** Returns false if already completed. */
async function finishRequest(vault: Vault, request: RequestRow, sha256: string): Promise<boolean> {
  const ended = await vault.enrolment.finish(request.id, sha256);
  if (ended && request.place !== null && vault.getRow(sha256)?.place === null) {
    await vault.annotate(sha256, { place: request.place });
  }
  return ended;
}
