// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { CryptokiError } from '../module/cryptoki-error.ts';
import type { Cryptoki, Handle, Template } from '../module/cryptoki.ts';
import { freshSession, type Lease } from '../sessions/lease.ts';
import type { LoadedModule } from '../module/loaded-module.ts';
import { attribute, objectClass } from '../module/numbers.ts';

/** CKA_APPLICATION of our data objects. Never touch objects without it. */
const application = Buffer.from('CertSteward');

/** Includes duplicates. Needs a login. */
export function listData({ cryptoki }: LoadedModule, { session }: Lease): string[] {
  return cryptoki.find(session, ours).flatMap((handle) => {
    const label = labelOf(cryptoki, session, handle);
    return label !== null && isName(label) ? [label] : [];
  });
}

/** CKO_DATA (PKCS#11 §4.5). tpm2-pkcs11 accepts private objects only (measured). */
export function writeData({ cryptoki }: LoadedModule, { session }: Lease, name: string, value: Uint8Array): void {
  cryptoki.create(session, [
    ...ours,
    { type: attribute.private, value: true },
    { type: attribute.label, value: Buffer.from(name) },
    { type: attribute.value, value: Buffer.from(value.buffer, value.byteOffset, value.byteLength) },
  ]);
}

/**
 * Reads in a new session, as proof of storage.
 * @throws `not-found`, `token-removed`, `verification-failed`; CryptokiError
 */
export function readData(module: LoadedModule, lease: Lease, name: string): Uint8Array {
  freshSession(module, lease);
  const { cryptoki } = module;
  const [value] = cryptoki.read(lease.session, named(module, lease, name), [attribute.value]);
  if (value === undefined) throw new AppError('verification-failed', { what: 'data' });
  return new Uint8Array(value);
}

/** Throws `not-found`; CryptokiError. */
export function renameData(module: LoadedModule, lease: Lease, from: string, to: string): boolean {
  const { cryptoki } = module;
  const handle = named(module, lease, from);
  try {
    cryptoki.set(lease.session, handle, [{ type: attribute.label, value: Buffer.from(to) }]);
  } catch (error) {
    if (!(error instanceof CryptokiError)) throw error;
    return listData(module, lease).includes(to);
  }
  return listData(module, lease).includes(to);
}

/** Throws `not-found`, `verification-failed` (still there); CryptokiError. */
export function destroyData(module: LoadedModule, lease: Lease, name: string): void {
  const count = (): number => listData(module, lease).filter((each) => each === name).length;
  const before = count();
  module.cryptoki.destroy(lease.session, named(module, lease, name));
  if (count() !== before - 1) throw new AppError('verification-failed', { what: 'data' });
}

const ours: Template = [
  { type: attribute.class, value: objectClass.data },
  { type: attribute.token, value: true },
  { type: attribute.application, value: application },
];

/** Compares labels itself, because some modules ignore parts of a template. */
function named({ cryptoki }: LoadedModule, { session }: Lease, name: string): Handle {
  const found = cryptoki.find(session, ours).find((handle) => labelOf(cryptoki, session, handle) === name);
  if (found === undefined) throw new AppError('not-found');
  return found;
}

function labelOf(cryptoki: Cryptoki, session: Handle, handle: Handle): string | null {
  try {
    const [label, by] = cryptoki.read(session, handle, [attribute.label, attribute.application]);
    return by?.equals(application) === true ? (label?.toString('utf8') ?? null) : null;
  } catch (error) {
    if (error instanceof CryptokiError) return null;
    throw error;
  }
}

function isName(label: string): boolean {
  return /^[a-zA-Z0-9][a-zA-Z0-9.-]{0,99}$/.test(label);
}
