// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { contactSheetOf, createLossesService } from '../../../main/losses/losses-service.ts';
import type { CertificateSummary } from '../../../shared/schemas/certificates/certificate.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import { contactSheetText, spokenReport } from '../../../shared/sinks/contact-sheet-text.ts';

const both = (text: string) => ({ 'zh-CN': `${text}（中）`, en: text });
const held: HeldProfile = {
  id: '11111111-0000-4000-8000-000000000000',
  profile: {
    name: '金色银行',
    protocol: 'web',
    url: 'https://xn--fiq228c.example.com/apply',
    asks: [both('bank card')],
    steps: { apply: [both('fill in')], lost: [both('call'), both('go to the counter')] },
    contact: { phone: '+86 10 0000 0000', email: 'ca@example.com', hours: both('weekdays') },
  },
  host: { ascii: 'xn--fiq228c.example.com', unicode: '中文.example.com' },
  importedAt: '2026-11-01T00:00:00Z',
  confirmedAt: null,
};
const certificate = {
  sha256: 'a'.repeat(64),
  displayName: '张三\u202e',
  subject: 'CN=051@张三\u202e@1101**********1234@1,C=CN',
  issuer: 'CN=CFCA ACS OCA31,C=CN',
  serial: '10f',
  notBefore: '2026-01-01T00:00:00Z',
  notAfter: '2027-01-01T00:00:00Z',
} as CertificateSummary;
const text = (from: HeldProfile | null, kind: 'lost' | 'stolen' | null = 'stolen', language: 'zh-CN' | 'en' = 'en') =>
  contactSheetText([{ ...contactSheetOf(certificate, from), kind }], language);

test('[E08] the sheet has both serial number forms, issuer, contact and steps for a loss', () => {
  const sheet = text(held);
  expect(sheet).toContain('Serial number (hex): 01 0F\n');
  expect(sheet).toContain('Serial number (decimal): 271\n');
  expect(sheet).toContain('Issuer: CN=CFCA ACS OCA31,C=CN\n');
  expect(sheet).toContain('Phone: +86 10 0000 0000\n');
  expect(sheet).toContain('Website: 中文.example.com (xn--fiq228c.example.com)\n');
  expect(sheet).toContain('  - bank card\n');
  expect(sheet).toContain('  1. call\n  2. go to the counter\n');
  expect(sheet).not.toContain('fill in');
  expect(sheet).toContain('key compromise');
  expect(text(held, 'lost')).not.toContain('key compromise');
});

test('[E08] the sheet says that nothing is revoked yet, and that its contact is unconfirmed', () => {
  expect(text(held)).toContain('A certificate isn’t revoked until the CA confirms it.');
  expect(text(held)).toContain('a guide you haven’t confirmed');
  expect(text({ ...held, confirmedAt: '2026-11-02T00:00:00Z' })).not.toContain('haven’t confirmed');
});

test('[E08] the phone text names one certificate, and counts several', () => {
  const sheet = contactSheetOf(certificate, held);
  expect(spokenReport([sheet], 'stolen', 'en')).toMatch(
    /compromise\. The certificate is “张三\\u\{202e\}”, serial number 01 0F\.$/,
  );
  expect(spokenReport([sheet], 'stolen', 'zh-CN')).toMatch(
    /密钥可能泄露，请立即挂失（吊销）这张证书。证书的持有人是张三\\u\{202e\}，序列号是 01 0F。$/,
  );
  expect(spokenReport([sheet, sheet], 'lost', 'en')).toMatch(
    /There are 2 certificates\. I’ll read you the serial numbers/,
  );
  expect(spokenReport([sheet, sheet], 'lost', 'zh-CN')).not.toMatch(/张三|01 0F/);
});

test('[E08] certificates of one CA share a sheet that states each kind of loss once', () => {
  const other = { ...certificate, sha256: 'b'.repeat(64), serial: '2a' };
  const sheets = [certificate, other].map((each) => ({ ...contactSheetOf(each, held), kind: 'stolen' as const }));
  const [first, second] = sheets;
  if (first === undefined || second === undefined) throw new Error('two sheets');
  const sheet = contactSheetText([first, second], 'en');
  expect(sheet.match(/Serial number \(decimal\): (271|42)\n/g)).toHaveLength(2);
  expect(sheet.match(/key compromise/g)).toHaveLength(1);
  expect(contactSheetText([first, { ...second, kind: 'lost' }], 'en')).toMatch(/key compromise[\s\S]*I’ve lost/);
});

test('[E08] without a profile, the sheet says what CAs ask for, and where not to find a number', () => {
  const sheet = text(null, null, 'zh-CN');
  expect(sheet).toContain('申请证书时用的身份证件');
  expect(sheet).toContain('不要用短信或搜索广告里的号码');
  expect(sheet).toContain('序列号（十六进制）：01 0F\n');
});

test('[E08] [X10] identity numbers stay masked, and bidi characters are made visible', () => {
  expect(text(null)).toContain('1101**********1234');
  expect(text(null)).toContain('张三\\u{202e}');
});

test('[E08] a sheet names the holder in the certificate, not its label', () => {
  const company = 'CN=041@9111**********000X@金色银行@1,C=CN';
  const labelled = { ...certificate, displayName: 'Bank', label: 'Bank', subject: company };
  expect(contactSheetText([contactSheetOf(labelled, null)], 'en')).toContain(`Holder: 金色银行 (${company})\n`);
});

test('[E08] without a guide, the sheet names bank and issuer, with blanks for the answer', () => {
  const subject = 'CN=051@张三@1101**********1234@1,OU=海川银行,C=CN';
  const sheet = contactSheetText([contactSheetOf({ ...certificate, subject }, null)], 'zh-CN');
  expect(sheet).toContain('机构\n  海川银行 · CFCA ACS OCA31\n');
  expect(sheet).toMatch(/\n受理编号：____\n受理人姓名或工号：____\n$/);
});

test('[E08] the sheet has the recorded time, number and phone, for all certificates together or each alone', () => {
  const record: CertificateSummary['loss'] = { kind: 'stolen', reportedAt: '', done: [], replaced: false };
  const loss = { ...record, notifiedAt: '2026-11-26T08:30:00.000Z', reference: 'A-77', phone: '95566' };
  const of = (each: CertificateSummary['loss'], from: HeldProfile | null = null) =>
    contactSheetOf({ ...certificate, loss: each }, from);
  const sheet = contactSheetText([of(loss), of(loss)], 'zh-CN');
  expect(sheet).toContain('\n  电话：95566\n');
  expect(sheet).not.toContain('没有这家机构的办理指南');
  expect(sheet).toMatch(/\n通知时间：2026年11月2[67]日 .+\n受理编号：A-77\n受理人姓名或工号：____\n$/);
  const apart = contactSheetText([of(loss), of(record)], 'zh-CN');
  expect(apart).toMatch(/\n {2}受理编号：A-77\n[\s\S]+\n受理编号：____\n/);
  expect(contactSheetText([of(loss, held)], 'zh-CN')).toContain('\n  电话：+86 10 0000 0000\n');
  const { contact: _contact, ...profile } = held.profile;
  expect(contactSheetText([of(loss, { ...held, profile })], 'zh-CN')).toContain('\n  电话：95566\n');
});

test('[E08] without a guide, the sheet names the organisation in O', () => {
  const subject = 'CN=王芳,O=电子税务,C=CN';
  const sheet = contactSheetText([contactSheetOf({ ...certificate, subject }, null)], 'zh-CN');
  expect(sheet).toContain('机构\n  电子税务 · CFCA ACS OCA31\n');
});

test.each([
  ['CN=张三,O=金色银行', [held], held.id],
  ['CN=张三,OU=电子税务', [{ ...held, profile: { ...held.profile, name: '电子税务' } }], held.id],
  ['CN=张三', [{ ...held, profile: { ...held.profile, name: 'CFCA' } }], held.id],
  ['CN=张三,O=远山银行', [held], undefined],
  ['CN=张三,O=远山银行', [{ ...held, profile: { ...held.profile, name: 'CFCA' } }], undefined],
  ['CN=张三,O=金色银行', [held, { ...held, id: crypto.randomUUID() }], undefined],
  ['CN=张三,O=金色银行', [{ ...held, profile: { ...held.profile, protocol: 'cmp' as const } }], undefined],
])('[E08] the sheet of %s shows a saved contact only if exactly one matches', async (subject, profiles, expected) => {
  const row = { ...certificate, subject, issuer: 'CN=CFCA ACS OCA31,O=CFCA', isCa: false, loss: null };
  const vault = {
    getRow: () => row,
    enrolment: { requests: () => [] },
    webEnrolments: { ofCertificate: () => null, banks: () => [] },
  };
  const losses = createLossesService({
    vault: { require: async () => vault },
    certificates: { summary: async () => row },
    profiles: { list: async () => profiles },
    cmp: { revoke: async () => undefined },
  } as unknown as Parameters<typeof createLossesService>[0]);
  const sheet = await losses.sheet({ sha256: row.sha256, profileId: null });
  expect(sheet.authority?.profileId).toBe(expected);
});
