// SPDX-License-Identifier: Apache-2.0
import type { CaProfile } from '../../schemas/enrolment/ca-profile.ts';
import type { PendingRequest } from '../../schemas/enrolment/enrolment.ts';

const serverProtocols = ['est', 'cmp'] as const;
export type ServerProtocol = (typeof serverProtocols)[number];

export function isServerProtocol(protocol: CaProfile['protocol'] | null): protocol is ServerProtocol {
  return serverProtocols.some((each) => each === protocol);
}

/**
 * Each CMP message needs the old certificate or a code. Codes aren't stored, so over CMP only renewals can poll without
 * the user (RFC 9483 §4.1).
 */
export function isAskedAlone({ profile, purpose }: Pick<PendingRequest, 'profile' | 'purpose'>): boolean {
  return profile.protocol === 'est' || (profile.protocol === 'cmp' && purpose === 'renew');
}
