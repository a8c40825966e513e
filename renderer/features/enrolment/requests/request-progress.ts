// SPDX-License-Identifier: Apache-2.0
import { isServerProtocol } from '../../../../shared/domain/trust/server-protocol.ts';
import type { PendingRequest } from '../../../../shared/schemas/enrolment/enrolment.ts';

export function needsYou({ state, profile, askAgainAt }: PendingRequest): boolean {
  return state === 'pending' && isServerProtocol(profile.protocol) && askAgainAt === null;
}

/** True if no response is known. The next call then submits the request. */
export function isUnsent(request: PendingRequest): boolean {
  const { problem, answerKept, lostAnswers } = request;
  return needsYou(request) && problem === null && !answerKept && lostAnswers === 0;
}
