// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { fittingColumns } from '../../../renderer/features/certificates/table/table-columns.ts';
import { fileBase64 } from '../../../renderer/state/imports-store.ts';
import { bankLine, holderOf } from '../../../renderer/lib/text/holder.ts';
import { fingerprintGroups, hexPairs } from '../../../renderer/lib/text/hex.ts';
import { screenText, unbrokenText } from '../../../renderer/lib/text/screen-text.ts';
import { parseTags } from '../../../renderer/lib/text/tags.ts';
import { maxImportBytes } from '../../../shared/domain/imports/import-limits.ts';

describe('[X10] names on the screen', () => {
  it('makes control and direction characters visible', () => {
    expect(screenText('bank\u202ecba\u0007')).toBe('bank‹U+202E›cba‹U+0007›');
  });

  it('leaves ordinary names unchanged', () => {
    for (const name of ['张三', 'Zoë Müller', '李四商贸有限公司', 'محمد', '🔐']) expect(screenText(name)).toBe(name);
  });
});

it('[E08] keeps a phone number on one line', () => {
  expect(unbrokenText('+86 10 0000\u202e')).toBe('+86\u00a010\u00a00000‹U+202E›');
});

it('[X10] masks identity numbers in the line of the bank', () => {
  const subject = 'CN=张三,OU=110101199001011237,O=CFCA';
  expect(bankLine({ subject, issuer: 'CN=CA', issuerName: 'CA' })).toBe('1101**********1237 · CA');
});

it.each([
  ['CN=王芳,O=电子税务,C=CN', '电子税务 · CFCA ACS OCA31'],
  ['CN=051@王芳@Z110@1,OU=税务申报,O=CFCA', '税务申报 · CFCA ACS OCA31'],
  ['CN=王芳,O=云帆贸易有限公司,C=CN', 'CFCA ACS OCA31'],
  ['CN=王芳,O=中税税务师事务所,C=CN', 'CFCA ACS OCA31'],
  ['CN=王芳,O=中税税务咨询有限公司,C=CN', 'CFCA ACS OCA31'],
  ['CN=王芳,O=公积金管理中心,C=CN', '公积金管理中心 · CFCA ACS OCA31'],
  ['CN=云帆贸易,O=云帆贸易,C=CN', 'CFCA ACS OCA31'],
  ['CN=www.example.cn,O=云帆贸易,C=CN', 'CFCA ACS OCA31'],
  ['CN=Ada Moss,O=Acme,C=GB', 'CFCA ACS OCA31'],
] as const)('[L03] names the public office in a personal certificate, not the employer: %s', (subject, line) => {
  expect(bankLine({ subject, issuer: 'CN=CFCA ACS OCA31,O=CFCA', issuerName: 'CFCA ACS OCA31' })).toBe(line);
});

it.each([
  ['张三@2027', 'person'],
  ['www.example.com', 'service'],
  ['web-01', 'service'],
] as const)('[L03] classifies the holder by the name %s: %s', (displayName, kind) => {
  const names = { subject: `CN=${displayName}`, issuer: 'CN=CA', issuerName: 'CA', place: null };
  expect(holderOf({ ...names, displayName, isCa: false, holderNumber: null }).kind).toBe(kind);
});

it.each([
  ['110101199001011237', 'person'],
  ['911124198108030024', 'person'],
  ['91310000MA1FL0000X', 'organisation'],
] as const)('[L03] classifies the holder by the number %s: %s', (holderNumber, kind) => {
  const names = { subject: 'CN=x', issuer: 'CN=CA', displayName: '某某', issuerName: 'CA', place: null };
  expect(holderOf({ ...names, isCa: false, holderNumber }).kind).toBe(kind);
});

describe('[L03] technical values', () => {
  it('writes hex in pairs and fingerprints in groups of four', () => {
    expect(hexPairs('104a7')).toBe('01 04 A7');
    expect(fingerprintGroups('9f2c:710b5e')).toEqual(['9F2C', '710B', '5E']);
    expect(fingerprintGroups('9f2c:710b5e', 8)).toEqual(['••••', '••••', '5E']);
  });

  it('[K06] reads tags with Chinese and Western commas, each once', () => {
    expect(parseTags(' 网银，VPN, 网银、; 对公 ')).toEqual(['网银', 'VPN', '对公']);
  });
});

describe('[L07] the list', () => {
  it('drops issuer first, then places, then status and backup, but never name and days left', () => {
    const chosen = ['issuer', 'where', 'status', 'backup'] as const;
    const plain = { language: 'en', isComfortable: false } as const;
    const ids = (width: number) => fittingColumns({ ...plain, chosen, width }).map(({ id }) => id);
    expect(ids(1000)).toEqual(['tick', 'name', 'issuer', 'where', 'left', 'status', 'backup']);
    expect(ids(700)).toEqual(['tick', 'name', 'where', 'left', 'status', 'backup']);
    expect(ids(560)).toEqual(['tick', 'name', 'left', 'status', 'backup']);
    expect(ids(300)).toEqual(['tick', 'name', 'left']);
  });

  it('gives spare width to places first, then to issuers', () => {
    const chosen = ['issuer', 'where', 'status', 'backup'] as const;
    const plain = { chosen, language: 'zh-CN', isComfortable: true } as const;
    const widthOf = (wanted: string, width: number) =>
      fittingColumns({ ...plain, width }).find(({ id }) => id === wanted)?.width;
    expect([756, 800, 1400].map((width) => widthOf('where', width))).toEqual([84, 128, 240]);
    expect([756, 800].map((width) => widthOf('issuer', width))).toEqual([140, 140]);
    expect([1000, 1160, 1800].map((width) => widthOf('issuer', width))).toEqual([176, 230, 296]);
  });

  it('keeps a column the user added longer than the default columns', () => {
    const chosen = ['issuer', 'where', 'status', 'backup', 'serial'] as const;
    const columns = fittingColumns({ chosen, width: 800, language: 'en', isComfortable: false });
    expect(columns.map(({ id }) => id)).toEqual(['tick', 'name', 'left', 'status', 'backup', 'serial']);
  });

  it('gives the backup column less width as the last one', () => {
    const backupOf = (more: readonly 'key'[]) => {
      const chosen = ['status', 'backup', ...more] as const;
      const columns = fittingColumns({ chosen, width: 900, language: 'en', isComfortable: true });
      return columns.find(({ id }) => id === 'backup')?.width;
    };
    expect([backupOf([]), backupOf(['key'])]).toEqual([100, 120]);
  });
});

describe('[U04] a dropped file', () => {
  it('arrives as Base64', async () => {
    await expect(fileBase64(new File(['abc'], 'a.pfx'))).resolves.toBe('YWJj');
    await expect(fileBase64(new File([], 'empty'))).resolves.toBe('');
  });

  it('is refused by size before it is read', async () => {
    const large = new File([], 'large.iso');
    Object.defineProperty(large, 'size', { value: maxImportBytes + 1 });
    await expect(fileBase64(large)).rejects.toMatchObject({ code: 'file-too-large' });
  });
});
