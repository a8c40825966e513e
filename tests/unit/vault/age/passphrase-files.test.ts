// SPDX-License-Identifier: Apache-2.0
import { afterEach, describe, expect, test, vi } from 'vitest';
import type * as Crypto from 'node:crypto';
import {
  decryptStretched,
  decryptWithPassphrase,
  encryptWithPassphrase,
  stretchForFile,
} from '../../../../main/vault/age/age-files.ts';
import { testPassphraseFiles } from '../../../support/vault/vault-test-options.ts';

const seen = vi.hoisted(() => ({ stretched: 0, running: 0, atOnce: 0 }));
vi.mock('node:crypto', async (original) => {
  const module = await original<typeof Crypto>();
  type Given = Parameters<typeof module.scrypt>;
  const scrypt = (...[password, salt, length, options, callback]: Given): void => {
    seen.stretched += 1;
    seen.running += 1;
    seen.atOnce = Math.max(seen.atOnce, seen.running);
    module.scrypt(password, salt, length, options, (error, key) => {
      seen.running -= 1;
      callback(error, key);
    });
  };
  return { ...module, scrypt };
});

afterEach(() => {
  Object.assign(seen, { stretched: 0, running: 0, atOnce: 0 });
});

const plain = new Uint8Array([1, 2, 3]);
const opens = async (passphrase: string, file: Uint8Array) => decryptWithPassphrase(passphrase, file);

describe('files under a passphrase', () => {
  test('[B03] uses a precomputed stretch of a passphrase for one file only', async () => {
    const files = testPassphraseFiles();
    files.precompute('密码');
    const first = await files.encrypt('密码', plain);
    expect(seen.stretched).toBe(1);
    const second = await files.encrypt('密码', plain);
    expect(seen.stretched).toBe(2);
    expect(await opens('密码', first)).toEqual(plain);
    expect(await opens('密码', second)).toEqual(plain);
    expect(await opens('another', first)).toBeNull();
    // Each file has a separate salt.
    expect(first.subarray(0, 60)).not.toEqual(second.subarray(0, 60));
  });

  test('[K04] uses a precomputed stretch for no other passphrase, and drops it on request', async () => {
    const files = testPassphraseFiles();
    files.precompute('first');
    expect(await opens('second', await files.encrypt('second', plain))).toEqual(plain);
    files.forget();
    const before = seen.stretched;
    expect(await opens('first', await files.encrypt('first', plain))).toEqual(plain);
    expect(seen.stretched - before).toBe(2);
  });

  test('[B08] opens a file early only with a stretch made for it and for the right passphrase', async () => {
    const [file, other] = [await encryptWithPassphrase('p', plain, 10), await encryptWithPassphrase('p', plain, 10)];
    const [right, wrong] = [await stretchForFile('p', file), await stretchForFile('q', file)];
    if (right === null || wrong === null) throw new Error('no salt');
    const before = seen.stretched;
    expect(await decryptStretched(right, file)).toEqual(plain);
    expect(await decryptStretched(right, other)).toBeNull();
    expect(await decryptStretched(wrong, file)).toBeNull();
    expect(await decryptStretched({ ...right, workFactor: 11 }, file)).toBeNull();
    expect(await stretchForFile('p', new Uint8Array(100))).toBeNull();
    expect(seen.stretched).toBe(before);
  });

  test('[B08] precomputes opening a file once, while writing it or from the file itself', async () => {
    const files = testPassphraseFiles();
    files.precompute('p', { opensToo: true });
    const file = await files.encrypt('p', plain);
    const opened = async () => {
      const stretched = await files.stretchForFile('p', file);
      return stretched && (await decryptStretched(stretched, file));
    };
    expect(await opened()).toEqual(plain);
    expect(seen.stretched).toBe(2);
    expect(await opened()).toEqual(plain);
    expect(seen.stretched).toBe(3);
    files.precomputeOpening('p', file);
    expect(await opened()).toEqual(plain);
    expect(seen.stretched).toBe(4);
  });

  test('[B01] runs one scrypt at a time, so that the memory of two is never held at once', async () => {
    const files = testPassphraseFiles();
    const file = await files.encrypt('one', plain);
    files.precompute('two');
    const asked = [files.decrypt(['other', 'one'], file), files.encrypt('two', plain), files.encrypt('three', plain)];
    const [opened] = await Promise.all([...asked, files.encryptUnderRandom('four', plain)]);
    expect(opened).toEqual(plain);
    expect(seen.stretched).toBe(6);
    expect(seen.atOnce).toBe(1);
  });
});
