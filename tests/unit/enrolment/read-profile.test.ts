// SPDX-License-Identifier: Apache-2.0
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { profileTemplate } from '../../../main/enrolment/profiles/examples.ts';
import { hostOf, isHost } from '../../../main/enrolment/profiles/profile-host.ts';
import { readProfile } from '../../../main/enrolment/profiles/read-profile.ts';
import { isOutOfDate } from '../../../shared/domain/enrolment/guide-age.ts';
import { caProfileSchema, maxProfileBytes } from '../../../shared/schemas/enrolment/ca-profile.ts';

const folder = resolve(import.meta.dirname, '../../../resources/profiles');
const examples = readdirSync(folder).filter((name) => !['profile.schema.json', 'template.json'].includes(name));
const least = { name: 'Bank', protocol: 'manual', url: 'https://ca.example.com/' };
const page = { protocol: 'web', steps: { apply: [{ 'zh-CN': '打开', en: 'Open' }] } };
const bytes = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value), 'utf8');

describe('CA profiles', () => {
  test('[E01] each protocol has a valid example profile', () => {
    const read = examples.map((name) => readProfile(readFileSync(join(folder, name))).protocol);
    expect(read.toSorted()).toEqual(['cmp', 'est', 'manual', 'web']);
  });

  test('[E12] the template has every field of a bank guide, and is refused until completed', () => {
    const template = JSON.parse(profileTemplate()) as Record<string, unknown>;
    expect(() => readProfile(bytes(template))).toThrow(expect.objectContaining({ code: 'profile-invalid' }));
    const text = { 'zh-CN': '步骤', en: 'step' };
    const filled = {
      ...template,
      name: 'Bank',
      url: 'https://bank.example/',
      source: 'https://bank.example/help',
      checkedOn: '2026-11-28',
      asks: [text],
      steps: { apply: [text], renew: [text], lost: [text] },
      contact: { phone: '95xxx', url: 'https://bank.example/' },
    };
    expect(Object.keys(filled)).toEqual(Object.keys(template));
    expect(readProfile(bytes(filled))).toMatchObject({ name: 'Bank', checkedOn: '2026-11-28' });
  });

  test('[E12] a guide is current for 180 days from its date or its last comparison', () => {
    const at = (day: string) => Date.parse(`${day}T12:00:00Z`);
    expect(isOutOfDate('2026-01-01', null, at('2026-06-29'))).toBe(false);
    expect(isOutOfDate('2026-01-01', null, at('2026-07-02'))).toBe(true);
    expect(isOutOfDate('2026-01-01', '2026-06-01T00:00:00Z', at('2026-07-02'))).toBe(false);
    expect(isOutOfDate(undefined, null, at('2036-01-01'))).toBe(false);
  });

  test('[E01] the published JSON schema matches the reader', () => {
    const published: unknown = JSON.parse(readFileSync(join(folder, 'profile.schema.json'), 'utf8'));
    expect(published).toEqual(expect.objectContaining(z.toJSONSchema(caProfileSchema)));
  });

  test('[E01] name, protocol and address are enough', () => {
    expect(readProfile(bytes(least))).toEqual(least);
  });

  const refused: [string, unknown, Record<string, unknown>][] = [
    ['no address', { name: 'CA', protocol: 'manual' }, { reason: 'missing', missing: 'url' }],
    ['no encryption', { ...least, url: 'http://ca.example.com/' }, { reason: 'member', member: 'url' }],
    ['a script', { ...least, url: 'javascript:alert(1)' }, { reason: 'member', member: 'url' }],
    ['a name before the host', { ...least, url: 'https://bank.example@evil.example/' }, { reason: 'address' }],
    ['an address that is none', { ...least, url: 'https://[/' }, { reason: 'address', member: 'url' }],
    ['markup', { ...least, name: '<b>Bank</b>' }, { member: 'name' }],
    ['a turned direction', { ...least, name: 'Bank\u202eknaB' }, { member: 'name' }],
    ['a control', { ...least, name: 'Bank\u001b[2J' }, { member: 'name' }],
    ['a line end', { ...least, name: 'Bank\nverified' }, { member: 'name' }],
    ['a letter that shows nothing', { ...least, name: 'Ba\u200bnk' }, { member: 'name' }],
    [
      'a step in one language',
      { ...least, steps: { apply: [{ en: 'x' }] } },
      { reason: 'missing', missing: 'steps.apply.0.zh-CN' },
    ],
    ['steps of a page without their source', { ...least, ...page, checkedOn: '2026-11-28' }, { missing: 'source' }],
    ['steps of a page without a date', { ...least, ...page, source: 'x' }, { missing: 'checkedOn' }],
    ['a day that is none', { ...least, checkedOn: '2026-13-01' }, { member: 'checkedOn' }],
    ['a protocol of its own', { ...least, protocol: 'scep' }, { member: 'protocol' }],
    ['an unknown member', { ...least, script: 'x' }, { member: 'script' }],
    ['a contact without encryption', { ...least, contact: { url: 'http://x.example/' } }, { member: 'contact.url' }],
    ['a temporary key without SM2', { ...least, temporaryKey: true }, { member: 'temporaryKey' }],
    [
      'a temporary key over CMP',
      { ...least, protocol: 'cmp', keyTypes: ['sm2'], temporaryKey: true },
      { member: 'temporaryKey' },
    ],
    ['no protocol', { name: 'x', url: 'https://x.example/' }, { missing: 'protocol' }],
  ];
  test.each(refused)('[E01] [E12] [X10] refuses a profile with %s', (_title, value, details) => {
    expect(() => readProfile(bytes(value))).toThrow(
      expect.objectContaining({ code: 'profile-invalid', details: expect.objectContaining(details) }),
    );
  });

  test('[E01] [X07] distinguishes content that is too large from content that is not JSON', () => {
    const reasonOf = (content: Uint8Array): unknown => {
      try {
        return readProfile(content);
      } catch (error) {
        return (error as { details: { reason: string } }).details.reason;
      }
    };
    expect(reasonOf(new Uint8Array(maxProfileBytes + 1))).toBe('size');
    expect(reasonOf(Uint8Array.of(0xff, 0xfe))).toBe('not-json');
    expect(reasonOf(Buffer.from('{"name":'))).toBe('not-json');
  });
});

describe('the host of a profile', () => {
  test('[E01] is shown in both forms, and look-alike letters do not match', () => {
    expect(hostOf('https://例子.example/x')).toEqual({ ascii: 'xn--fsqu00a.example', unicode: '例子.example' });
    const imitated = hostOf('https://b\u0430nk.example/');
    expect(imitated.ascii).toBe('xn--bnk-6cd.example');
    expect(isHost('bank.example', imitated)).toBe(false);
  });

  test.each([
    ['ca.example.com', true],
    [' CA.example.COM ', true],
    ['ca.example.com:443', false],
    ['https://ca.example.com/', false],
    ['user@ca.example.com', false],
    ['example.com', false],
    ['', false],
  ])('[E01] is compared with the typed host %j', (typed, fits) => {
    expect(isHost(typed, hostOf('https://ca.example.com/csr'))).toBe(fits);
  });

  test('[E01] can be typed in either form', () => {
    const host = hostOf('https://例子.example/');
    for (const name of ['例子.example', 'xn--fsqu00a.example']) expect(isHost(name, host), name).toBe(true);
  });
});
