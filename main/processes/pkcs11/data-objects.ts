// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/app-error.ts';
import { CryptokiError } from './cryptoki-error.ts';
import type { Cryptoki, Handle, Template } from './cryptoki.ts';
import { freshSession, type Lease } from './lease.ts';
import type { LoadedModule } from './loaded-module.ts';
import { attribute, objectClass } from './numbers.ts';

/** CKA_APPLICATION of what is ours: other programs' data objects are never read, renamed or deleted. */
const application = Buffer.from('CertSteward');

/**
 * Names of our data objects, equal ones as often as they are there. They are private: without a login none shows. A label
 * that none of our names could be is left out. Nothing in this file is repeated after a lost session: what was written
 * once and not confirmed is the caller's to look at.
 */
export function listData({ cryptoki }: LoadedModule, { session }: Lease): string[] {
  return cryptoki.find(session, ours).flatMap((handle) => {
    const label = labelOf(cryptoki, session, handle);
    return label !== null && isName(label) ? [label] : [];
  });
}

/** CKO_DATA (PKCS#11 §4.5) on the token itself, for its user only: tpm2-pkcs11 takes no public ones (measured). */
export function writeData({ cryptoki }: LoadedModule, { session }: Lease, name: string, value: Uint8Array): void {
  cryptoki.create(session, [
    ...ours,
    { type: attribute.private, value: true },
    { type: attribute.label, value: Buffer.from(name) },
    { type: attribute.value, value: Buffer.from(value.buffer, value.byteOffset, value.byteLength) },
  ]);
}

/**
 * Through a session that was opened just now, the login carried over: what a module kept in the old session only is gone
 * then. Throws AppError `not-found`.
 */
export function readData(module: LoadedModule, lease: Lease, name: string): Uint8Array {
  freshSession(module, lease);
  const { cryptoki } = module;
  const [value] = cryptoki.read(lease.session, named(module, lease, name), [attribute.value]);
  if (value === undefined) throw new AppError('verification-failed', { what: 'data' });
  return new Uint8Array(value);
}

/** False where the module lets nobody change a label; then all is as it was. Throws AppError `not-found`. */
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

/** Exactly one, also where two have the same name. Throws AppError `not-found`, `verification-failed` (it is still there). */
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

/** By its label as it is read, for not every module may compare what it finds with the whole template. */
function named({ cryptoki }: LoadedModule, { session }: Lease, name: string): Handle {
  const found = cryptoki.find(session, ours).find((handle) => labelOf(cryptoki, session, handle) === name);
  if (found === undefined) throw new AppError('not-found');
  return found;
}

/** Null for an object that is not ours after all, or does not tell. */
function labelOf(cryptoki: Cryptoki, session: Handle, handle: Handle): string | null {
  try {
    const [label, by] = cryptoki.read(session, handle, [attribute.label, attribute.application]);
    return by?.equals(application) === true ? (label?.toString('utf8') ?? null) : null;
  } catch (error) {
    if (error instanceof CryptokiError) return null;
    throw error;
  }
}

/** Letters, digits, points and hyphens: never a path, whatever a token tells. */
function isName(label: string): boolean {
  return /^[a-zA-Z0-9][a-zA-Z0-9.-]{0,99}$/.test(label);
}
