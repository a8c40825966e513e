// SPDX-License-Identifier: Apache-2.0
import type { CertificateDetail } from '../../../shared/schemas/certificates/certificate.ts';
import type {
  Contact,
  ContactResult,
  RevocationAnswer,
  RevocationCheck,
  RevocationPlan,
} from '../../../shared/schemas/trust/revocation.ts';
import { sampleCertificates } from '../certificates/sample-data.ts';
import { installBridge } from './fake-bridge.ts';

export const [sample] = sampleCertificates(Date.parse('2026-11-26T00:00:00Z')) as [CertificateDetail];
export const { sha256 } = sample;
const root = 'f'.repeat(64);
export const responder: Contact = {
  kind: 'ocsp',
  url: 'http://xn--1jqs90m.example/ocsp',
  host: { ascii: 'xn--1jqs90m.example', unicode: '证书.example' },
  isPlain: true,
  certificate: sha256,
  name: '张三',
};
export const list: Contact = {
  ...responder,
  kind: 'crl',
  url: 'https://ca.example/list.crl',
  host: { ascii: 'ca.example', unicode: 'ca.example' },
  isPlain: false,
};
export const plan: RevocationPlan = {
  canJudge: true,
  contacts: [responder, list],
  leftOut: 0,
  kept: 0,
  issuersAtHand: 0,
};

export function answer(change: Partial<RevocationAnswer> = {}): RevocationAnswer {
  const answered: ContactResult = { ...responder, outcome: 'answered', detail: null };
  return {
    valid: true,
    reasons: [],
    path: [sha256, root],
    names: ['张三', 'Root'],
    revocation: 'good',
    statuses: [{ certificate: sha256, state: 'good', source: 'ocsp', goodUntil: null, revokedAt: null, reason: null }],
    contacts: [answered, { ...list, outcome: 'not-needed', detail: null }],
    lacksChanges: false,
    issuersKept: [],
    warnings: [],
    checkedAt: '2026-11-26T08:00:00Z',
    ...change,
  };
}

export const revoked = answer({
  valid: false,
  revocation: 'revoked',
  statuses: [
    {
      certificate: sha256,
      state: 'revoked',
      source: 'ocsp',
      goodUntil: null,
      revokedAt: '2026-11-20T10:00:00Z',
      reason: 1,
    },
  ],
});

/** Fakes main: steps through `plans` and `answers` independently, repeating the last of each. */
export function installRevocation({
  plans = [plan],
  answers = [answer()],
  last = null as RevocationCheck | null,
} = {}) {
  const turns = { plan: 0, check: 0 };
  const turn = <T>(of: keyof typeof turns, all: readonly T[]): T => all[Math.min(turns[of]++, all.length - 1)] as T;
  const fake = installBridge({
    'revocation.last': () => ({ check: last }),
    'revocation.plan': () => turn('plan', plans),
    'revocation.check': () => turn('check', answers),
  });
  const inputs = () => fake.requests.filter(({ call }) => call === 'revocation.check').map(({ input }) => input);
  return { ...fake, inputs };
}
