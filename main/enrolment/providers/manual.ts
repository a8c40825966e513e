// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { keyLockedDiagnoses } from '../../../shared/domain/imports/key-locked-diagnoses.ts';
import type { FoundCertificate } from '../../formats/inspect/inspection.ts';
import type { ImportsService } from '../../imports/imports-service.ts';
import { awaitsKey, type RequestRow } from '../../vault/store/rows/request-rows.ts';
import type { Vault } from '../../vault/vault.ts';
import { anchorsOfProfile, vouches } from '../requests/anchors-of-profile.ts';
import {
  ownCertificate,
  takeForRequest,
  type SettleParts,
  type Taking,
  type TakenCertificate,
} from '../requests/settle-requests.ts';
import { authoritiesAbove, pathLeadsTo } from '../requests/validate-path.ts';

export interface TakenReply extends TakenCertificate {
  /** True if the path was validated up to an anchor of a confirmed profile. */
  readonly pathChecked: boolean;
}

export interface ReplyOptions extends Pick<Taking, 'acceptNames'> {
  readonly password: string | null;
}

type ReplyParts = SettleParts & { readonly imports: ImportsService };

/**
 * Reads a response in any format and imports it if accepted. Errors: `response-mismatch` (no request has its key),
 * `reply-refused` (`reason` is a ReplyProblem), a diagnosis code, those of an import.
 */
export async function takeReply(
  vault: Vault,
  parts: ReplyParts,
  path: string,
  options: ReplyOptions,
): Promise<TakenReply> {
  const { imports } = parts;
  const draftId = await imports.addFile(path, 'command-line');
  try {
    return await takeReplyDraft(vault, parts, draftId, options);
  } finally {
    imports.discard({ draftId });
  }
}

/** Keeps the draft on failure. Errors: those of `takeReply`, `draft-expired`. */
export async function takeReplyDraft(
  vault: Vault,
  { imports, parse, now }: ReplyParts,
  draftId: string,
  { password, acceptNames }: ReplyOptions,
): Promise<TakenReply> {
  const { report } = await imports.inspect({ draftId, password });
  const { diagnosis } = report;
  // Even with locked keys, certificates may be readable.
  if (diagnosis.code !== 'opened' && (report.certificates.length === 0 || !keyLockedDiagnoses.has(diagnosis.code))) {
    throw new AppError(diagnosis.code);
  }
  const { certificates } = imports.found(draftId);
  const { request, certificate } = requestFor(vault, certificates);
  const reply = replyFrom(vault, certificate, certificates);
  const anchors = await anchorsOfProfile(vault, parse, request);
  const above = anchors.length === 0 ? [] : authoritiesAbove(certificate.fields, reply.pool, reply.derOf);
  const path = { leaf: certificate.der, pool: above };
  const pathIsValid = await pathLeadsTo(parse, anchors, path, now());
  const taken = await takeForRequest(
    vault,
    { parse, now },
    request,
    { ...reply, pathIsValid },
    { acceptNames, bringIn: async () => imports.commit(draftId, { certificatesOnly: true }) },
  );
  return { ...taken, pathChecked: pathIsValid === true && vouches(vault, request) };
}

/** Prefers pending requests, since a key may be reused. */
function requestFor(
  vault: Vault,
  certificates: readonly FoundCertificate[],
): { request: RequestRow; certificate: FoundCertificate } {
  const requests = vault.enrolment
    .requests()
    .filter((request) => !awaitsKey(request))
    .toSorted((a, b) => Number(a.state === 'done') - Number(b.state === 'done'));
  for (const request of requests) {
    const certificate = ownCertificate(vault, request, certificates);
    const isOther = request.state === 'done' && request.certificate !== certificate?.fields.sha256;
    if (certificate && !isOther) return { request, certificate };
  }
  throw new AppError('response-mismatch', { certificates: certificates.length });
}

function replyFrom(vault: Vault, { fields }: FoundCertificate, found: readonly FoundCertificate[]) {
  const came = new Map(found.map((each) => [each.fields.sha256, each.der]));
  const held = vault.listRows({ search: '' });
  return {
    certificate: fields,
    pool: [...found.map((each) => each.fields), ...held],
    derOf: (sha256: string) => came.get(sha256) ?? vault.getDer(sha256),
  };
}
