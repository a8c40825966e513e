// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { certsOnly, type Answer } from './est-imitation.ts';
import { testAuthority, type IssueOptions } from './test-authority.ts';

export const issued =
  (options?: IssueOptions): Answer =>
  (_operation, answer, csr, authority) =>
    void answer.end(certsOnly(authority.issue(csr, 'issued', options)));
/** Responds with a certificate from the made-up CA `issuer`, plus the CA certificate `beside`. */
const issuedBy =
  (make: (folder: string) => { issuer: ReturnType<typeof testAuthority>; beside: string }): Answer =>
  (_operation, answer, csr) => {
    const { issuer, beside } = make(join(csr, '..'));
    answer.end(certsOnly(issuer.issue(csr, 'issued'), beside));
  };
const past = ['20240101000000Z', '20250101000000Z'] as const;
const namesake = { subject: '/CN=Middle CA', keyId: false };
const endless: Answer = (_operation, answer) => {
  const more = (): void => {
    while (!answer.destroyed && answer.write('MIIB'.repeat(16_384)));
  };
  answer.on('drain', more).on('error', () => undefined);
  more();
};

/** CsrAttrs with SHA-1 and 1024-bit rsaEncryption. */
export const weakAttributes = Buffer.from('301a06052b0e03021a301106092a864886f70d010101310402020400', 'hex').toString(
  'base64',
);

/** Each response with the expected exit code, error code and, if any, reason. */
export const refusedReplies: readonly (readonly [what: string, answer: Answer, expected: readonly unknown[]])[] = [
  [
    'another key',
    (_o, answer, _c, { certificate }) => void answer.end(certsOnly(certificate)),
    [8, 'response-mismatch'],
  ],
  ['other names', issued({ subject: '/CN=李四/C=CN' }), [8, 'reply-refused', 'other-names']],
  ['an end in the past', issued({ dates: past }), [8, 'reply-refused', 'expired']],
  [
    'an issuer that has expired',
    issuedBy((folder) => {
      const issuer = testAuthority(folder, { subject: '/CN=Old CA', dates: past });
      return { issuer, beside: issuer.certificate };
    }),
    [8, 'reply-refused', 'issuer-expired'],
  ],
  [
    'an issuer beside it that did not sign it',
    issuedBy((folder) => ({
      issuer: testAuthority(folder, namesake),
      beside: testAuthority(folder, namesake).certificate,
    })),
    [8, 'reply-refused', 'chain-broken'],
  ],
  [
    'a root of its own, marked as an authority',
    issuedBy((folder) => {
      const issuer = testAuthority(folder, { subject: '/CN=Self-made root' });
      return { issuer, beside: issuer.certificate };
    }),
    [8, 'reply-refused', 'path-invalid'],
  ],
  ['a page', (_o, answer) => void answer.end('<html>Welcome</html>'), [5, 'server-reply-unusable', 'base64']],
  ['an endless body', endless, [5, 'server-reply-unusable', 'size']],
  [
    'a redirect to another origin',
    (_o, answer) => void answer.writeHead(302, { Location: 'https://127.0.0.2/x' }).end(),
    [7, 'server-redirected'],
  ],
  [
    'a Retry-After of three billion years',
    (_o, answer) => void answer.writeHead(202, { 'Retry-After': '99999999999999999' }).end(),
    [0, undefined],
  ],
  ['an error', (_o, answer) => void answer.writeHead(500).end('x'), [1, 'request-declined']],
];
