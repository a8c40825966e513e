// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import type { Deadlines } from '../../../main/tokens/client/deadlines.ts';
import type { TokenObject } from '../../../shared/schemas/token.ts';
import { writeSm2EnvelopedKey, type KeyPadding } from '../formats/openssl-guomi.ts';
import { PeerFolder } from '../formats/peer-tools.ts';
import { openssl, sm2Signing, sm2Verifying } from '../openssl/openssl.ts';
import { objectsOf } from '../tokens/work/objects-of.ts';
import { quietRun, tokensWith, type TokensAtHand } from '../tokens/work/tokens-with.ts';
import { temporaryFolder } from '../vault/vault-fixture.ts';
import { makeSoftwareSkf, type SoftwareSkf, type SoftwareSkfOptions } from './software-skf.ts';

/** A user who manages a software USB key with the real service, and a folder for openssl's files. */
export interface PersonWithKey {
  readonly key: SoftwareSkf;
  readonly at: TokensAtHand;
  readonly tokenId: string;
  readonly moduleId: string;
  readonly peer: PeerFolder;
  /** Arguments with the user's PIN, confirmed for a last try. */
  readonly pins: { readonly tokenId: string; readonly pin: string; readonly confirmedLastTry: true };
}

export async function personWithKey(
  options: Omit<SoftwareSkfOptions, 'folder'> = {},
  deadlines: Partial<Deadlines> = {},
): Promise<PersonWithKey> {
  const folder = temporaryFolder();
  const key = makeSoftwareSkf({ folder, ...options });
  const at = await tokensWith([key], { folder, deadlines });
  const { id: tokenId, moduleId } = await at.token(key.label);
  await at.tokens.manage({ tokenId, on: true }, quietRun);
  const peer = new PeerFolder();
  onTestFinished(() => peer.remove());
  return { key, at, tokenId, moduleId, peer, pins: { tokenId, pin: key.pin, confirmedLastTry: true } };
}

export async function generate({ at, pins }: PersonWithKey, label: string): Promise<string> {
  return (await at.tokens.generate({ ...pins, algorithm: 'sm2', label }, quietRun)).objectId;
}

export async function objectsIn({ at, key }: PersonWithKey, container: string): Promise<TokenObject[]> {
  return (await objectsOf(at, await at.token(key.label))).filter(({ label }) => label === container);
}

/** Creates a CSR with the key, verifies it with openssl and returns its file. */
export async function requestFor(
  { at, pins, peer }: PersonWithKey,
  objectId: string,
  verifying: readonly string[] = sm2Verifying,
): Promise<string> {
  const { pem } = await at.tokens.csr({ ...pins, objectId, subject: 'CN=李四,C=CN' }, quietRun);
  const file = peer.write('key.csr', pem);
  execFileSync('openssl', ['req', '-in', file, '-verify', '-noout', ...verifying], { stdio: 'pipe' });
  return file;
}

/** Works like `tokens import FILE`. */
export async function importFile({ at, pins }: PersonWithKey, file: string, label: string | null = null) {
  const draftId = await at.imports.addFile(file, 'command-line');
  try {
    await at.imports.inspect({ draftId, password: null });
    return await at.tokens.importDraft({ ...pins, draftId, label, soPin: undefined });
  } finally {
    at.imports.discard({ draftId });
  }
}

/** Returns the PEM file of a certificate self-signed by openssl, made once for each name. `key` is a file. */
export function certificateFor({ peer }: PersonWithKey, key: string, name: string, usage: string): string {
  if (existsSync(peer.file(name))) return peer.file(name);
  const subject = ['-utf8', '-subj', '/CN=李四/C=CN', '-days', '30', '-addext', `keyUsage=critical,${usage}`];
  openssl(['req', '-x509', '-new', '-key', key, '-sm3', ...sm2Signing, ...subject, '-out', peer.file(name)]);
  return peer.file(name);
}

/** Makes `encryption.key` and wraps it for the signing key in the container, as a CA would. Returns the file. */
export function wrappedPair({ key, peer }: PersonWithKey, container: string, padding?: KeyPadding): string {
  openssl(['genpkey', '-algorithm', 'SM2', '-out', peer.file('encryption.key')]);
  peer.write('device.pub', openssl(['pkey', '-in', key.file(container, 'sign.pem'), '-pubout']));
  const file = peer.file('reply.der');
  writeFileSync(file, writeSm2EnvelopedKey(peer, 'device', 'encryption', padding));
  return file;
}

export function holdsPair({ key, peer }: PersonWithKey, container: string): boolean {
  const der = (file: string): Buffer => openssl(['pkey', '-in', file, '-outform', 'DER']);
  return der(key.file(container, 'encrypt.pem')).equals(der(peer.file('encryption.key')));
}
