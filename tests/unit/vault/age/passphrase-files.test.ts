// SPDX-License-Identifier: Apache-2.0
import { afterEach, describe, expect, test, vi } from 'vitest';
import type * as Crypto from 'node:crypto';
import type * as Threads from 'node:worker_threads';
import { decryptWithPassphrase, encryptWithPassphrase, stretchForFile } from '../../../../main/vault/age/age-files.ts';
import { testPassphraseFiles } from '../../../support/vault/vault-test-options.ts';

/** Every worker that was started, and every scrypt of this thread. */
const seen = vi.hoisted(() => ({ workers: [] as Threads.Worker[], stretched: 0 }));
vi.mock('node:worker_threads', async (original) => {
  const module = await original<typeof Threads>();
  class Counted extends module.Worker {
    constructor(...given: ConstructorParameters<typeof Threads.Worker>) {
      super(...given);
      seen.workers.push(this);
    }
  }
  return { ...module, Worker: Counted };
});
vi.mock('node:crypto', async (original) => {
  const module = await original<typeof Crypto>();
  return {
    ...module,
    scryptSync: (...given: Parameters<typeof module.scryptSync>) => {
      seen.stretched += 1;
      return module.scryptSync(...given);
    },
  };
});

afterEach(() => {
  seen.workers.length = 0;
  seen.stretched = 0;
});

const plain = new Uint8Array([1, 2, 3]);
const opens = async (passphrase: string, file: Uint8Array) => decryptWithPassphrase(passphrase, file);

describe('files under a passphrase', () => {
  test('[B03] a passphrase that was foreseen is stretched once, for one file', async () => {
    const files = testPassphraseFiles();
    files.precompute('密码');
    const first = await files.encrypt('密码', plain);
    expect(seen.workers).toHaveLength(1);
    const second = await files.encrypt('密码', plain);
    expect(seen.workers).toHaveLength(2);
    expect([await opens('密码', first), await opens('密码', second)]).toEqual([plain, plain]);
    expect(await opens('another', first)).toBeNull();
    // A salt is of one file.
    expect(first.subarray(0, 60)).not.toEqual(second.subarray(0, 60));
  });

  test('[K04] what was foreseen is for no other passphrase, and goes when it is not wanted', async () => {
    const files = testPassphraseFiles();
    files.precompute('first');
    expect(await opens('second', await files.encrypt('second', plain))).toEqual(plain);
    expect(seen.workers).toHaveLength(2);
    const ended = new Promise((resolve) => seen.workers[0]?.once('exit', resolve));
    files.forget();
    await ended;
    expect(await opens('first', await files.encrypt('first', plain))).toEqual(plain);
    expect(seen.workers).toHaveLength(3);
  });

  test('[B08] scrypt that ran ahead of a file is taken once, and for this salt, passphrase and factor alone', async () => {
    const [file, other] = [await encryptWithPassphrase('p', plain, 10), await encryptWithPassphrase('p', plain, 10)];
    const stretchedBy = async (work: () => Promise<unknown>): Promise<number> => {
      const before = seen.stretched;
      await work();
      return seen.stretched - before;
    };
    expect(await stretchedBy(async () => stretchForFile('p', file))).toBe(1);
    expect(await stretchedBy(async () => expect(await opens('p', other)).toEqual(plain))).toBe(1);
    expect(await stretchedBy(async () => expect(await opens('q', file)).toBeNull())).toBe(1);
    expect(await stretchedBy(async () => expect(await opens('p', file)).toEqual(plain))).toBe(0);
    expect(await stretchedBy(async () => expect(await opens('p', file)).toEqual(plain))).toBe(1);
    expect(await stretchedBy(async () => stretchForFile('p', new Uint8Array(100)))).toBe(0);
  });
});
