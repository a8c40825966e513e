// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import koffi from 'koffi';
import { sm2 } from 'sm-crypto-v2';
import { afterAll, describe, expect, it } from 'vitest';
import { integer, sequence } from '../../../../main/x509/der/der-writer.ts';
import { openssl } from '../../../support/openssl/openssl.ts';
import { makeSoftwareSkf, skfContainer, skfUnavailable } from '../../../support/skf/software-skf.ts';
import { targetFolder } from '../../../support/tokens/modules/target-folder.ts';

const missing = skfUnavailable();

/** Calls the library without the app's binding, which could hide bugs in the library. */
describe.skipIf(missing !== null)(`the software SKF library${missing === null ? '' : ` (skipped: ${missing})`}`, () => {
  const { folder, remove } = targetFolder('software-skf');
  afterAll(remove);

  let keys = 0;
  function openKey(ulong: 4 | 8) {
    keys += 1;
    const key = makeSoftwareSkf({ folder, ulong, serial: `own-${keys}` });
    const library = koffi.load(key.modulePath);
    const number = ulong === 4 ? 'uint32' : 'uint64';
    const declare = (name: string, ...types: readonly string[]) =>
      library.func(`${number} ${name}(${types.join(', ').replaceAll('ULONG', number)})`);
    const call = (name: string, types: readonly string[], ...values: unknown[]): number =>
      Number(declare(name, ...types)(...values));
    const opened = (name: string, parent: unknown, child: string): unknown => {
      const handle: unknown[] = [null];
      const types = [...(parent === null ? [] : ['void *parent']), 'str name', '_Out_ void **handle'];
      expect(call(name, types, ...(parent === null ? [] : [parent]), child, handle)).toBe(0);
      return handle[0];
    };
    const device = opened('SKF_ConnectDev', null, `Software SKF ${key.serial}`);
    const application = opened('SKF_OpenApplication', device, 'BANK');
    const enter = (pin: string): number[] => {
      const left = [0];
      const types = ['void *app', 'ULONG type', 'str pin', '_Out_ ULONG *left'];
      return [call('SKF_VerifyPIN', types, application, 1, pin, left), Number(left[0])];
    };
    const container = (): unknown => opened('SKF_OpenContainer', application, skfContainer);
    return { key, call, application, enter, container };
  }

  it.each([4, 8] as const)('[G07] with a ULONG of %i octets, makes signatures that openssl verifies', (ulong) => {
    const { key, call, enter, container } = openKey(ulong);
    const message = randomBytes(40);
    const raw = openssl(['pkey', '-pubin', '-outform', 'DER'], Buffer.from(key.publicKey)).subarray(-65);
    const digest = Buffer.from(sm2.getHash(message, raw.toString('hex')), 'hex');
    const signature = Buffer.alloc(128);
    const types = ['void *container', 'void *digest', 'ULONG length', 'void *signature'];
    // Before the PIN: SAR_USER_NOT_LOGGED_IN.
    expect(call('SKF_ECCSignData', types, container(), digest, 32, signature)).toBe(0x0a00002d);
    expect(enter(key.pin)).toEqual([0, 6]);
    expect(call('SKF_ECCSignData', types, container(), digest, 32, signature)).toBe(0);
    const number = (at: number) => integer(BigInt(`0x${signature.subarray(at + 32, at + 64).toString('hex')}`));
    const at = mkdtempSync(join(tmpdir(), 'certsteward-skf-'));
    writeFileSync(join(at, 'message'), message);
    writeFileSync(join(at, 'key.pem'), key.publicKey);
    writeFileSync(join(at, 'signature'), sequence(number(0), number(64)));
    const words = ['-verify', '-pubin', '-inkey', join(at, 'key.pem'), '-in', join(at, 'message'), '-rawin'];
    const how = ['-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678', '-sigfile', join(at, 'signature')];
    expect(openssl(['pkeyutl', ...words, ...how]).toString()).toContain('Signature Verified Successfully');
  });

  it('[G07] takes one try per wrong PIN, stores the count on disk and locks at zero', () => {
    const { key, enter } = openKey(4);
    key.setTriesLeft(2);
    expect(enter('wrong')).toEqual([0x0a000024, 1]);
    expect(key.triesLeft()).toBe(1);
    expect(enter('wrong')).toEqual([0x0a000024, 0]);
    expect(enter(key.pin)).toEqual([0x0a000025, 0]);
    expect(key.attempts()).toBe(3);
  });

  it('[G07] returns the public key and the two certificates that openssl made', () => {
    const { key, call, container } = openKey(8);
    const read = (name: string, sign: number): Buffer => {
      const [room, size] = [Buffer.alloc(16384), [16384]];
      const types = ['void *container', 'int sign', 'void *room', '_Inout_ ULONG *size'];
      expect(call(name, types, container(), sign, room, size)).toBe(0);
      return room.subarray(0, Number(size[0]));
    };
    const blob = read('SKF_ExportPublicKey', 1);
    const raw = openssl(['pkey', '-pubin', '-outform', 'DER'], Buffer.from(key.publicKey)).subarray(-64);
    expect(blob.length).toBe(136);
    expect(Buffer.concat([blob.subarray(40, 72), blob.subarray(104)]).equals(raw)).toBe(true);
    const usages = [1, 0].map((sign) =>
      openssl(['x509', '-inform', 'DER', '-noout', '-ext', 'keyUsage'], read('SKF_ExportCertificate', sign)).toString(),
    );
    expect(usages).toEqual([
      expect.stringContaining('Digital Signature'),
      expect.stringContaining('Key Encipherment, Data Encipherment'),
    ]);
  });

  it.each([4, 8] as const)(
    '[G07] with a ULONG of %i octets, makes a key pair that openssl reads, only after the PIN',
    (ulong) => {
      const { key, call, enter, application } = openKey(ulong);
      const handle: unknown[] = [null];
      const create = (): number =>
        call('SKF_CreateContainer', ['void *app', 'str name', '_Out_ void **handle'], application, 'new', handle);
      // Before the PIN: SAR_USER_NOT_LOGGED_IN.
      expect(create()).toBe(0x0a00002d);
      enter(key.pin);
      expect(create()).toBe(0);
      const blob = Buffer.alloc(ulong + 128);
      const types = ['void *container', 'ULONG algorithm', 'void *blob'];
      expect(call('SKF_GenECCKeyPair', types, handle[0], 0x00020100, blob)).toBe(0);
      const pair = openssl(['pkey', '-in', key.file('new', 'sign.pem'), '-pubout', '-outform', 'DER']).subarray(-64);
      const made = Buffer.concat([blob.subarray(ulong + 32, ulong + 64), blob.subarray(ulong + 96)]);
      expect(made.equals(pair)).toBe(true);
      expect(call('SKF_DeleteContainer', ['void *app', 'str name'], application, 'new')).toBe(0);
      expect(key.containers()).toEqual([skfContainer]);
    },
  );

  it('[G07] refuses handles from before the device was unplugged', () => {
    const { key, enter } = openKey(4);
    key.unplug();
    expect(enter(key.pin)[0]).toBe(0x0a000023);
    key.plug();
    expect(enter(key.pin)[0]).toBe(0x0a000023);
    expect(key.attempts()).toBe(0);
  });
});
