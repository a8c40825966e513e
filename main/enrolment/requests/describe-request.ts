// SPDX-License-Identifier: Apache-2.0
import { replyProblems } from '../../../shared/domain/enrolment/reply-problems.ts';
import type { PendingRequest } from '../../../shared/schemas/enrolment/enrolment.ts';
import { profileProtocols } from '../../../shared/schemas/enrolment/ca-profile.ts';
import type { RequestRow } from '../../vault/store/rows/request-rows.ts';
import { maskIdentityNumbers } from '../../../shared/domain/certificates/identity-numbers.ts';
import { readRequest } from '../../x509/requests/read-request.ts';

export function subjectOf({ csr }: RequestRow): string {
  return readRequest(csr).subject;
}

export function describeRequest(row: RequestRow): PendingRequest {
  const { subject, algorithm } = readRequest(row.csr);
  return {
    id: row.id,
    state: row.state,
    subject: maskIdentityNumbers(subject),
    // A CA-made key may use a different algorithm than the request.
    algorithm: row.keyAlgorithm ?? algorithm,
    spkiSha256: row.spkiSha256,
    profile: {
      name: row.profileName,
      protocol: profileProtocols.find((each) => each === row.profileProtocol) ?? 'manual',
      host: row.profileHost,
    },
    token: row.token,
    keyMadeBy: row.keyMadeBy,
    lostAnswers: row.lostAnswers,
    answerKept: row.answer !== null,
    place: row.place,
    purpose: row.purpose,
    renews: row.renews,
    askAgainAt: row.askAgainAt,
    certificate: row.certificate,
    problem: replyProblems.find((each) => each === row.problem) ?? null,
    createdAt: row.createdAt,
  };
}
