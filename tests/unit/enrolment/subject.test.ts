// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { checkSubject } from '../../../main/enrolment/requests/check-subject.ts';
import { missingAttributes } from '../../../main/enrolment/requests/compare-names.ts';
import type { CaProfile } from '../../../shared/schemas/enrolment/ca-profile.ts';

const label = { 'zh-CN': '姓名', en: 'Name' };
const profile: CaProfile = {
  name: 'Bank',
  protocol: 'manual',
  url: 'https://ca.example.com/',
  subject: [
    { type: 'CN', label, required: true },
    { type: 'O', label, required: false },
  ],
};

describe('the subject of a request', () => {
  test.each(['CN=张三,C=CN', 'cn=Zoë\\, Müller,O=银行', 'CN=a+OU=b,C=DE', `CN=${'张'.repeat(64)}`])(
    '[E05] is accepted: %s',
    (subject) => {
      expect(() => checkSubject(subject, profile)).not.toThrow();
    },
  );

  test.each([
    ['O=x', 'missing-field'],
    ['CN=x,C=CHN', 'country'],
    ['CN=x,C=中国', 'characters'],
    [`CN=${'张'.repeat(65)}`, 'too-long'],
    ['CN', 'no-equals-sign'],
    ['CN=', 'empty-value'],
    ['FULLNAME=x', 'unknown-type'],
  ])('[E05] is refused: %s (%s)', (subject, reason) => {
    expect(() => checkSubject(subject, profile)).toThrow(
      expect.objectContaining({
        code: 'invalid-input',
        details: expect.objectContaining({ field: 'subject', reason }),
      }),
    );
  });
});

describe('comparing requested with issued names', () => {
  test.each([
    ['CN=张三,C=CN', 'C=CN,CN=张三', []],
    ['CN=Zhang  San', 'CN=zhang san,O=Bank,C=CN', []],
    ['CN=a\\,b,C=CN', 'CN=a\\,b,C=CN', []],
    ['CN=a\\,b,C=CN', 'CN=a,CN=b,C=CN', ['CN=a\\,b']],
    ['CN=a+OU=b', 'OU=b,CN=a', []],
    ['CN=张三,O=x', 'CN=李四,O=x', ['CN=张三']],
    ['CN=x', 'CN=051@x@1@1', ['CN=x']],
  ])('[E05] compares %s with %s', (asked, given, missing) => {
    expect(missingAttributes(asked, given)).toEqual(missing);
  });
});
