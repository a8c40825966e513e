// SPDX-License-Identifier: Apache-2.0
import type { HeldProfile, PendingRequest } from '../../../shared/schemas/enrolment/enrolment.ts';

const at = '2026-11-26T12:00:00.000Z';

/** An EST request whose next poll is at `2026-11-26T12:00:00.000Z`. */
export function pendingRequest(change: Partial<PendingRequest> = {}): PendingRequest {
  return {
    id: crypto.randomUUID(),
    state: 'pending',
    subject: 'CN=张三',
    algorithm: 'ec-p256',
    spkiSha256: 'a'.repeat(64),
    profile: { name: '金色', protocol: 'est', host: 'ca.example.com' },
    token: null,
    keyMadeBy: null,
    lostAnswers: 0,
    answerKept: false,
    place: null,
    purpose: 'apply',
    renews: null,
    askAgainAt: at,
    certificate: null,
    problem: null,
    createdAt: '2026-11-25T12:00:00.000Z',
    ...change,
  };
}

export const heldProfile: HeldProfile = {
  id: crypto.randomUUID(),
  profile: { name: '金色', protocol: 'est', url: 'https://ca.example.com/' },
  host: { ascii: 'ca.example.com', unicode: 'ca.example.com' },
  importedAt: at,
  confirmedAt: at,
};
