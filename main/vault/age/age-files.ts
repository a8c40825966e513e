// SPDX-License-Identifier: Apache-2.0
import type * as Age from 'age-encryption';
import { readAgeHeader } from './age-header.ts';
import { newSalt, scryptIdentity, scryptRecipient, stretch, type Stretched } from './age-scrypt.ts';
import type { UseTokenKey } from './age-ssh-rsa.ts';

/**
 * Only this file loads the age library. Identities are UTF-8 bytes, because strings cannot be zeroed.
 */

/** The age tool's default, 2^18; takes about a second. */
export const defaultWorkFactor = 18;
/** A random 128-bit secret gains nothing from stretching. */
export const randomSecretWorkFactor = 10;
/** Needs 1 GiB and 5 s. A higher factor could exhaust memory. */
export const maxWorkFactor = 20;

async function age(): Promise<typeof Age> {
  return await import('age-encryption');
}

export async function prepareToOpen(): Promise<void> {
  await age();
}

export interface NewIdentity {
  /** Callers zero it. */
  readonly identity: Uint8Array;
  readonly recipient: string;
}

export async function newIdentity(): Promise<NewIdentity> {
  const { generateX25519Identity, identityToRecipient } = await age();
  const text = await generateX25519Identity();
  return { identity: Buffer.from(text, 'utf8'), recipient: await identityToRecipient(text) };
}

export async function recipientOf(identity: Uint8Array): Promise<string> {
  const { identityToRecipient } = await age();
  return await identityToRecipient(textOf(identity));
}

export async function encryptTo(recipient: string, plain: Uint8Array): Promise<Uint8Array> {
  const { Encrypter } = await age();
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return await readWhole(await encrypter.encrypt(streamOf(plain)));
}

/** Returns null if the file was modified or encrypted to another recipient. */
export async function decryptWith(identity: Uint8Array, file: Uint8Array): Promise<Uint8Array | null> {
  return await openerOf(identity)(file);
}

export function openerOf(identity: Uint8Array): (file: Uint8Array) => Promise<Uint8Array | null> {
  let decrypter: Age.Decrypter | null = null;
  return async (file) => {
    const { Decrypter } = await age();
    if (decrypter === null) {
      decrypter = new Decrypter();
      decrypter.addIdentity(textOf(identity));
    }
    return await orNull(decrypter.decrypt(streamOf(file)));
  };
}

export async function encryptStream(
  recipients: readonly string[],
  plain: ReadableStream<Uint8Array>,
): Promise<ReadableStream<Uint8Array>> {
  const { Encrypter } = await age();
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return await encrypter.encrypt(plain);
}

/**
 * Returns null for another recipient or a modified header. If a later chunk was modified, the stream fails before
 * yielding it.
 */
export async function decryptStream(
  identity: Uint8Array,
  file: ReadableStream<Uint8Array>,
): Promise<ReadableStream<Uint8Array> | null> {
  const { Decrypter } = await age();
  const decrypter = new Decrypter();
  decrypter.addIdentity(textOf(identity));
  try {
    return await decrypter.decrypt(file);
  } catch {
    return null;
  }
}

export async function stretchPassphrase(passphrase: string, salt: string, workFactor: number): Promise<Stretched> {
  const stretched = await stretch(passphrase, salt, workFactor);
  if (stretched === null) throw new Error('no salt');
  return stretched;
}

/** Zeroes `stretched.key`. */
export async function encryptStretched(stretched: Stretched, plain: Uint8Array): Promise<Uint8Array> {
  try {
    const { Encrypter, Stanza } = await age();
    const encrypter = new Encrypter();
    encrypter.addRecipient(scryptRecipient(stretched, (words, body) => new Stanza(words, body)));
    return await readWhole(await encrypter.encrypt(streamOf(plain)));
  } finally {
    stretched.key.fill(0);
  }
}

export async function encryptWithPassphrase(
  passphrase: string,
  plain: Uint8Array,
  workFactor: number,
): Promise<Uint8Array> {
  return await encryptStretched(await stretchPassphrase(passphrase, newSalt(), workFactor), plain);
}

/** Returns null if the file isn't passphrase-encrypted or exceeds `maxWorkFactor`. */
export async function stretchForFile(passphrase: string, file: Uint8Array): Promise<Stretched | null> {
  const header = readAgeHeader(file);
  const { scryptWorkFactor: factor = null, scryptSalt: salt = null } = header ?? {};
  if (header?.recipientTypes.length !== 1 || factor === null || salt === null || factor > maxWorkFactor) return null;
  return await stretch(passphrase, salt, factor);
}

/** Returns null if the passphrase is wrong, the salt is from another file, or the file was modified. */
export async function decryptStretched(stretched: Stretched, file: Uint8Array): Promise<Uint8Array | null> {
  const { Decrypter } = await age();
  const decrypter = new Decrypter();
  decrypter.addIdentity(scryptIdentity(stretched));
  return await orNull(decrypter.decrypt(streamOf(file)));
}

/** Runs scrypt once per passphrase. */
export async function decryptWithPassphrase(
  passphrases: string | readonly string[],
  file: Uint8Array,
): Promise<Uint8Array | null> {
  for (const passphrase of [passphrases].flat()) {
    const stretched = await stretchForFile(passphrase, file);
    if (stretched === null) return null;
    const plain = await decryptStretched(stretched, file);
    stretched.key.fill(0);
    if (plain !== null) return plain;
  }
  return null;
}

export async function encryptToTokenKey(recipient: string, plain: Uint8Array): Promise<Uint8Array> {
  if (recipient.startsWith('age1')) return await encryptTo(recipient, plain);
  const { Encrypter, Stanza } = await age();
  const { sshRsaRecipient } = await import('./age-ssh-rsa.ts');
  const encrypter = new Encrypter();
  encrypter.addRecipient(sshRsaRecipient(recipient, (words, body) => new Stanza(words, body)));
  return await readWhole(await encrypter.encrypt(streamOf(plain)));
}

/** Returns null as `decryptWith` does. Rethrows errors from `use`. */
export async function decryptByTokenKey(
  recipient: string,
  file: Uint8Array,
  use: UseTokenKey,
): Promise<Uint8Array | null> {
  const { Decrypter } = await age();
  const { sshRsaIdentity } = await import('./age-ssh-rsa.ts');
  const { p256TagIdentity } = await import('./age-p256-tag.ts');
  const identityOf = recipient.startsWith('age1') ? p256TagIdentity : sshRsaIdentity;
  const refused: unknown[] = [];
  const secrets: Uint8Array[] = [];
  const decrypter = new Decrypter();
  decrypter.addIdentity(
    identityOf(recipient, async (octets) => {
      try {
        const secret = await use(octets);
        if (secret !== null) secrets.push(secret);
        return secret;
      } catch (error) {
        refused.push(error);
        return null;
      }
    }),
  );
  const plain = await orNull(decrypter.decrypt(streamOf(file)));
  for (const secret of secrets) secret.fill(0);
  if (refused.length > 0) throw refused[0];
  return plain;
}

function textOf(identity: Uint8Array): string {
  return Buffer.from(identity.buffer, identity.byteOffset, identity.byteLength).toString('utf8').trim();
}

async function orNull(work: Promise<ReadableStream<Uint8Array>>): Promise<Uint8Array | null> {
  try {
    return await readWhole(await work);
  } catch {
    return null;
  }
}

/** Given bytes, the library would load Node's HTTP client (0.1 s). */
function streamOf(octets: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(octets);
      controller.close();
    },
  });
}

async function readWhole(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  const whole = new Uint8Array(chunks.reduce((octets, chunk) => octets + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
