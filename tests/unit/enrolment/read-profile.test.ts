// SPDX-License-Identifier: Apache-2.0
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { hostOf, isHost } from '../../../main/enrolment/profiles/profile-host.ts';
import { readProfile } from '../../../main/enrolment/profiles/read-profile.ts';
import { caProfileSchema, maxProfileBytes } from '../../../shared/schemas/enrolment/ca-profile.ts';

const folder = resolve(import.meta.dirname, '../../../resources/profiles');
const examples = readdirSync(folder).filter((name) => name !== 'profile.schema.json');
const least = { name: 'Bank', protocol: 'manual', url: 'https://ca.example.com/' };
const bytes = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value), 'utf8');

describe('profiles of authorities', () => {
  test('[E01] there is an example of each protocol, and each reads', () => {
    const read = examples.map((name) => readProfile(readFileSync(join(folder, name))).protocol);
    expect(read.toSorted()).toEqual(['cmp', 'est', 'manual', 'web']);
  });

  test('[E01] the published JSON schema is that of the reader', () => {
    const published: unknown = JSON.parse(readFileSync(join(folder, 'profile.schema.json'), 'utf8'));
    expect(published).toEqual(expect.objectContaining(z.toJSONSchema(caProfileSchema)));
  });

  test('[E01] name, protocol and address are enough', () => {
    expect(readProfile(bytes(least))).toEqual(least);
  });

  const refused: [string, unknown, Record<string, unknown>][] = [
    ['no encryption', { ...least, url: 'http://ca.example.com/' }, { reason: 'member', member: 'url' }],
    ['a script', { ...least, url: 'javascript:alert(1)' }, { reason: 'member', member: 'url' }],
    ['a name before the host', { ...least, url: 'https://bank.example@evil.example/' }, { reason: 'address' }],
    ['an address that is none', { ...least, url: 'https://[/' }, { reason: 'address', member: 'url' }],
    ['markup', { ...least, name: '<b>Bank</b>' }, { member: 'name' }],
    ['a turned direction', { ...least, name: 'Bank\u202eknaB' }, { member: 'name' }],
    ['a control', { ...least, name: 'Bank\u001b[2J' }, { member: 'name' }],
    ['a line end', { ...least, name: 'Bank\nverified' }, { member: 'name' }],
    ['a letter that shows nothing', { ...least, name: 'Ba\u200bnk' }, { member: 'name' }],
    ['a step in one language', { ...least, steps: { apply: [{ en: 'x' }] } }, { member: 'steps.apply.0.zh-CN' }],
    ['a protocol of its own', { ...least, protocol: 'scep' }, { member: 'protocol' }],
    ['an unknown member', { ...least, script: 'x' }, { member: 'script' }],
    ['a contact without encryption', { ...least, contact: { url: 'http://x.example/' } }, { member: 'contact.url' }],
    ['no protocol', { name: 'x', url: 'https://x.example/' }, { member: 'protocol' }],
  ];
  test.each(refused)('[E01] [X10] refused: %s', (_title, value, details) => {
    expect(() => readProfile(bytes(value))).toThrow(
      expect.objectContaining({ code: 'profile-invalid', details: expect.objectContaining(details) }),
    );
  });

  test('[E01] [X07] too large, no text and no JSON are told apart', () => {
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
  test('[E01] is shown encoded and as people read it; letters that look alike do not pass', () => {
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
  ])('[E01] typed %j', (typed, fits) => {
    expect(isHost(typed, hostOf('https://ca.example.com/csr'))).toBe(fits);
  });

  test('[E01] is typed in either form', () => {
    const host = hostOf('https://例子.example/');
    for (const name of ['例子.example', 'xn--fsqu00a.example']) expect(isHost(name, host), name).toBe(true);
  });
});
