// SPDX-License-Identifier: Apache-2.0

export interface Exception {
  readonly file: RegExp;
  readonly word: RegExp;
  readonly why: string;
}

export const exceptions: readonly Exception[] = [
  { file: /^scripts\/words\/|^tests\/unit\/tooling\/words\.test\.ts$/, word: /./, why: 'the words themselves' },
  { file: /./, word: /certificate authorit/i, why: '“CA” explained once a room' },
  { file: /^main\/cli\/enrolment\/revoke\.ts$/, word: /reportedAt, authority/, why: 'members of JSON' },
  {
    file: /path-reasons/,
    word: /authority (?:key identifier|information access)|attribute authority/i,
    why: 'RFC 5280',
  },
];
