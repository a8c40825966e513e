// SPDX-License-Identifier: Apache-2.0
import type { CaProfile } from '../schemas/ca-profile.ts';
import type { PendingRequest } from '../schemas/enrolment.ts';

/** Protocols in which a server is asked for certificates: it is contacted, and answers at once or later. */
const serverProtocols = ['est', 'cmp'] as const;
export type ServerProtocol = (typeof serverProtocols)[number];

export function isServerProtocol(protocol: CaProfile['protocol'] | null): protocol is ServerProtocol {
  return serverProtocols.some((each) => each === protocol);
}

/**
 * Whether a request that waits can be asked about without a person: over CMP each message carries the code, which is kept
 * nowhere, or the signature of the old certificate (RFC 9483 §4.1).
 */
export function isAskedAlone({ profile, purpose }: Pick<PendingRequest, 'profile' | 'purpose'>): boolean {
  return profile.protocol === 'est' || (profile.protocol === 'cmp' && purpose === 'renew');
}
