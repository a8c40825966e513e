// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { problemOf, subjectOf, type SubjectField } from '../../../renderer/features/enrolment/apply/subject-form.ts';
import { subjectName } from '../../../renderer/lib/text/holder.ts';

const field = (type: string, required = false): SubjectField => ({ type, label: type, required });
const fields = [field('CN', true), field('OU'), field('OU'), field('C')];

describe('[E02] a subject by the fields of a profile', () => {
  it.each([
    ['CN', '', true, { is: 'required' }],
    ['CN', '   ', true, { is: 'required' }],
    ['CN', '', false, null],
    ['CN', '赛'.repeat(64), true, null],
    ['CN', '赛'.repeat(65), true, { is: 'long', max: 64 }],
    ['CN', '𠮷'.repeat(64), true, null],
    ['C', '中国', false, { is: 'country' }],
    ['C', 'cn', false, null],
    ['serialNumber', '110１', false, { is: 'ascii' }],
    ['emailAddress', 'zhang@example.com', false, null],
  ] as const)('%s "%s" (required: %s): %o', (type, value, required, problem) => {
    expect(problemOf(field(type, required), value)).toEqual(problem);
  });

  it('escapes special characters, omits empty fields, and keeps repeated types in order', () => {
    expect(subjectOf(fields, [' 张三, "老大" ', 'a+b', '', 'cn'])).toBe(String.raw`CN=张三\, \"老大\",OU=a\+b,C=CN`);
    expect(subjectOf(fields, ['#1', 'x', 'y'])).toBe(String.raw`CN=\#1,OU=x,OU=y`);
  });

  it('is null while a value is missing or invalid', () => {
    expect(subjectOf(fields, [])).toBeNull();
    expect(subjectOf(fields, ['张三', '', '', '中国'])).toBeNull();
  });

  it('[E03] names a request by its common name, or by its organisation if it has none', () => {
    expect(subjectName(String.raw`C=CN,CN=张三\, \"老大\"`)).toBe('张三, "老大"');
    expect(subjectName('O=ACN=x')).toBe('ACN=x');
    expect(subjectName(String.raw`O=Foo\, CN=x,C=CN`)).toBe('Foo, CN=x');
    expect(subjectName('O=示例,C=CN')).toBe('示例');
  });
});
