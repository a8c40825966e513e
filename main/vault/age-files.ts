// SPDX-License-Identifier: Apache-2.0
import type * as Age from 'age-encryption';
import { readAgeHeader } from './age-header.ts';
import type { UnwrapFileKey } from './age-ssh-rsa.ts';
import type { X25519Key } from './age-x25519.ts';
import { readBech32 } from './bech32.ts';

/**
 * The only file, beside age-scrypt.ts, that knows the age library (young, 0.3: DESIGN 16). Fallback should it be abandoned: the
 * format is published (age-encryption.org/v1) and @noble/* holds every primitive it needs.
 *
 * Identities (`AGE-SECRET-KEY-1…`) travel as UTF-8 bytes, because bytes can be zeroed and strings cannot.
 */

/** 2^18 is the work factor of the age tool itself, about 1.2 s here. */
export const defaultWorkFactor = 18;
/** For secrets that are random bits themselves: stretching adds nothing to 128 of them. */
export const randomSecretWorkFactor = 10;
/** A file may name its own work factor: above 2^20 (1 GiB, 5 s) it is an attack on memory, not a file of ours. */
export const maxWorkFactor = 20;

/** Only when there is something to encrypt: with its curves it takes longer to load than a list takes to show. */
async function age(): Promise<typeof Age> {
  return await import('age-encryption');
}

/** Loads what opening a file takes: for a process that will have to, and has nothing else to do yet. */
export async function prepareToOpen(): Promise<void> {
  await Promise.all([age(), loadNative(), import('./age-scrypt.ts')]);
}

/** Ours on the runtime's own primitives; with a cipher that a list needs as little as the library. */
async function loadNative() {
  const [envelope, x25519] = await Promise.all([import('./age-envelope.ts'), import('./age-x25519.ts')]);
  return { ...envelope, ...x25519 };
}
type Native = Awaited<ReturnType<typeof loadNative>>;
let loading: Promise<Native> | null = null;
const native = async (): Promise<Native> => await (loading ??= loadNative());

const [recipientPrefix, identityPrefix] = ['age', 'age-secret-key-'];
const x25519Bytes = 32;

export interface NewIdentity {
  /** `AGE-SECRET-KEY-1…`, UTF-8. Whoever holds it zeroes it. */
  readonly identity: Uint8Array;
  /** `age1…` */
  readonly recipient: string;
}

export async function newIdentity(): Promise<NewIdentity> {
  const { generateX25519Identity, identityToRecipient } = await age();
  const text = await generateX25519Identity();
  return { identity: Buffer.from(text, 'utf8'), recipient: await identityToRecipient(text) };
}

/** Throws when the bytes are no age X25519 identity. */
export async function recipientOf(identity: Uint8Array): Promise<string> {
  const { identityToRecipient } = await age();
  return await identityToRecipient(textOf(identity));
}

export async function encryptTo(recipient: string, plain: Uint8Array): Promise<Uint8Array> {
  const { hasNativeX25519, maxEnvelopePlainBytes, sealEnvelope } = await native();
  const share = readBech32(recipientPrefix, Buffer.from(recipient, 'latin1'));
  if (share?.length === x25519Bytes && plain.length <= maxEnvelopePlainBytes && hasNativeX25519()) {
    return sealEnvelope(share, plain);
  }
  const { Encrypter } = await age();
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return await readWhole(await encrypter.encrypt(streamOf(plain)));
}

/** Null when the file is for somebody else or was changed: without the file's key the two look alike. */
export async function decryptWith(identity: Uint8Array, file: Uint8Array): Promise<Uint8Array | null> {
  return await openerOf(identity)(file);
}

/**
 * `decryptWith` for many files: reading the identity takes as long as opening one. It reads `identity`, which stays the
 * caller's, at once or again for each file; to be let go of when the caller zeroes it.
 */
export function openerOf(identity: Uint8Array): (file: Uint8Array) => Promise<Uint8Array | null> {
  let key: X25519Key | null | undefined;
  return async (file) => {
    const ours = await native();
    const envelope = ours.readEnvelope(file);
    if (envelope && (key ??= nativeKeyOf(ours, identity))) return ours.openEnvelope(key, envelope);
    const { Decrypter } = await age();
    const decrypter = new Decrypter();
    decrypter.addIdentity(textOf(identity));
    return await orNull(decrypter.decrypt(streamOf(file)));
  };
}

/** Null when the runtime or the identity is not fit for it: then it is for the library to say what it is. */
function nativeKeyOf({ hasNativeX25519, x25519Key }: Native, identity: Uint8Array): X25519Key | null {
  if (!hasNativeX25519()) return null;
  const scalar = readBech32(identityPrefix, trimmed(identity));
  try {
    return scalar?.length === x25519Bytes ? x25519Key(scalar) : null;
  } finally {
    scalar?.fill(0);
  }
}

/** One file to several recipients, piece by piece: nothing is held but one piece. */
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
 * Null when the file is for somebody else or its head was changed. A change further on shows as an error of the stream,
 * before any octet of the changed piece is given out.
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

/**
 * What encrypts one file under the passphrase, once scrypt is done. Blocks its thread for the whole of scrypt: call it in
 * the age worker only, but for `randomSecretWorkFactor`.
 */
export async function stretchPassphrase(
  passphrase: string,
  workFactor: number,
): Promise<(plain: Uint8Array) => Promise<Uint8Array>> {
  const { Encrypter, Stanza } = await age();
  const encrypter = new Encrypter();
  const { scryptRecipient } = await import('./age-scrypt.ts');
  encrypter.addRecipient(scryptRecipient(passphrase, workFactor, (words, body) => new Stanza(words, body)));
  return async (plain) => await readWhole(await encrypter.encrypt(streamOf(plain)));
}

/** Blocks its thread as `stretchPassphrase` does. */
export async function encryptWithPassphrase(
  passphrase: string,
  plain: Uint8Array,
  workFactor: number,
): Promise<Uint8Array> {
  return await (
    await stretchPassphrase(passphrase, workFactor)
  )(plain);
}

/** Null for a wrong passphrase. Blocks its thread for the whole of scrypt: call it in the age worker only. */
export async function decryptWithPassphrase(passphrase: string, file: Uint8Array): Promise<Uint8Array | null> {
  const factor = readAgeHeader(file)?.scryptWorkFactor ?? null;
  if (factor === null || factor > maxWorkFactor) return null;
  const { Decrypter } = await age();
  const decrypter = new Decrypter();
  const { scryptIdentity } = await import('./age-scrypt.ts');
  decrypter.addIdentity(scryptIdentity(passphrase, maxWorkFactor));
  return await orNull(decrypter.decrypt(streamOf(file)));
}

/**
 * scrypt for a file that this passphrase opened before, ahead of reading it again: `decryptWithPassphrase` does without
 * then, once. Blocks its thread as that does.
 */
export async function stretchForFile(passphrase: string, file: Uint8Array): Promise<void> {
  const { scryptWorkFactor: factor = null, scryptSalt: salt = null } = readAgeHeader(file) ?? {};
  if (factor === null || salt === null || factor > maxWorkFactor) return;
  const { stretchAhead } = await import('./age-scrypt.ts');
  stretchAhead(passphrase, Buffer.from(salt, 'base64'), factor);
}

/** `line`: `ssh-rsa AAAA…`. Throws for any other. */
export async function encryptToSshRsa(line: string, plain: Uint8Array): Promise<Uint8Array> {
  const { Encrypter, Stanza } = await age();
  const { sshRsaRecipient } = await import('./age-ssh-rsa.ts');
  const encrypter = new Encrypter();
  encrypter.addRecipient(sshRsaRecipient(line, (words, body) => new Stanza(words, body)));
  return await readWhole(await encrypter.encrypt(streamOf(plain)));
}

/** Null when the file is for somebody else or was changed. Throws what `unwrap` throws. */
export async function decryptSshRsa(line: string, file: Uint8Array, unwrap: UnwrapFileKey): Promise<Uint8Array | null> {
  const { Decrypter } = await age();
  const { sshRsaIdentity } = await import('./age-ssh-rsa.ts');
  const refused: unknown[] = [];
  const fileKeys: Uint8Array[] = [];
  const decrypter = new Decrypter();
  decrypter.addIdentity(
    sshRsaIdentity(line, async (body) => {
      try {
        const fileKey = await unwrap(body);
        if (fileKey !== null) fileKeys.push(fileKey);
        return fileKey;
      } catch (error) {
        refused.push(error);
        return null;
      }
    }),
  );
  const plain = await orNull(decrypter.decrypt(streamOf(file)));
  for (const fileKey of fileKeys) fileKey.fill(0);
  if (refused.length > 0) throw refused[0];
  return plain;
}

/** Without the white space around it, as `textOf`. */
function trimmed(identity: Uint8Array): Uint8Array {
  const isSpace = (octet: number | undefined) => octet === 0x20 || octet === 0x0a || octet === 0x0d || octet === 0x09;
  let [from, to] = [0, identity.length];
  while (from < to && isSpace(identity[from])) from += 1;
  while (to > from && isSpace(identity[to - 1])) to -= 1;
  return identity.subarray(from, to);
}

function textOf(identity: Uint8Array): string {
  return Buffer.from(identity.buffer, identity.byteOffset, identity.byteLength).toString('utf8').trim();
}

/** The library throws the same plain Error for a wrong key and for a broken file. */
async function orNull(work: Promise<ReadableStream<Uint8Array>>): Promise<Uint8Array | null> {
  try {
    return await readWhole(await work);
  } catch {
    return null;
  }
}

/**
 * In and out of the library as streams: given octets, it reads its own stream through `Response`, for which Node loads
 * its whole HTTP client, a tenth of a second.
 */
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
