// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { CryptokiError } from '../module/cryptoki-error.ts';
import type { Handle } from '../module/cryptoki.ts';
import { createCertificate, equalCertificates } from './create-certificate.ts';
import { freePlace, isFree } from '../piv/key-place.ts';
import { generate, sweep } from './generate.ts';
import { isLoggedOut, reopenLease, type Lease } from '../sessions/lease.ts';
import { tokenKind } from './token-kind.ts';
import { withNewSession, withSession } from '../sessions/with-session.ts';
import type { LoadedModule } from '../module/loaded-module.ts';
import { rv } from '../module/numbers.ts';
import type { ObjectReportMessage, Pkcs11Input } from '../pkcs11-protocol.ts';
import { findObject, objectsWithId, walkObjects } from './token-objects.ts';

const batchSize = 50;

export type SendObjects = (objects: readonly ObjectReportMessage[]) => Promise<void>;
type Without<T> = Omit<T, 'lease'>;

/**
 * Reads again if the token looks empty or, after a login, if libykcs11 shows no private keys: libykcs11 caches what it
 * read during another process's reset (measured).
 */
export async function listObjects(module: LoadedModule, lease: Lease, sendPart: SendObjects): Promise<void> {
  const sent = new Set<string>();
  let hasKey = false;
  const read = async (session: Handle): Promise<void> => {
    let batch: ObjectReportMessage[] = [];
    for (const { report } of walkObjects(module.cryptoki, session)) {
      hasKey ||= report.class === 'private-key';
      if (sent.has(report.id)) continue;
      sent.add(report.id);
      batch.push(report);
      if (batch.length < batchSize) continue;
      await sendPart(batch);
      batch = [];
    }
    if (batch.length > 0) await sendPart(batch);
    if (isLoggedOut(module, lease))
      throw new CryptokiError('C_FindObjects', rv.userNotLoggedIn, 'CKR_USER_NOT_LOGGED_IN');
  };
  await withSession(module, lease, read);
  if (lease.login === null) {
    if (sent.size > 0) return;
    reopenLease(module, lease);
    await withSession(module, lease, read);
  } else if (!hasKey && mayReadAgain(lease)) {
    await withNewSession(module, lease, read).catch(() => undefined);
  }
}

function mayReadAgain({ login, token }: Lease): boolean {
  return login?.who === 'user' && login.pin !== 'forgotten' && tokenKind(token) === 'piv-ykcs11';
}

export async function generateKey(
  module: LoadedModule,
  lease: Lease,
  wanted: Without<Pkcs11Input<'generate'>>,
): Promise<ObjectReportMessage> {
  const { cryptoki } = module;
  const place = await freePlace(module, lease);
  return withSession(
    module,
    lease,
    async (session) => generate(cryptoki, session, wanted, place),
    (session) => {
      if (!place.fixed) sweep(cryptoki, session, place.id.toString('hex'));
    },
  );
}

/** A retry doesn't write twice. Errors: `already-installed`, those of `isFree`, `createCertificate`. */
export async function writeCertificate(
  module: LoadedModule,
  lease: Lease,
  item: Without<Pkcs11Input<'createCertificate'>>,
): Promise<ObjectReportMessage> {
  const { cryptoki } = module;
  const shows = (session: Handle): boolean => objectsWithId(cryptoki, session, 'certificate', item.keyId).length > 0;
  if (tokenKind(lease.token) === 'piv-ykcs11' && item.keyId !== '' && !(await withSession(module, lease, shows))) {
    const isVacant = await isFree(module, lease, Buffer.from(item.keyId, 'hex'), ['certificate']);
    if (!isVacant) throw new AppError('already-installed');
  }
  let before: number | null = null;
  return withSession(module, lease, (session) => {
    const equal = equalCertificates(cryptoki, session, item);
    const arrived = before !== null && equal.length > before ? equal.at(-1) : undefined;
    before ??= equal.length;
    return arrived ?? createCertificate(cryptoki, session, item);
  });
}

/** With libykcs11, looks for a missing object in a new session, because a card reset can hide objects. */
export async function destroyObject(module: LoadedModule, lease: Lease, objectId: string): Promise<void> {
  const { cryptoki } = module;
  const [digest = ''] = objectId.split('#');
  let before: number | null = null;
  const destroyOne = (session: Handle): 'destroyed' | 'seems gone' => {
    const equal = [...walkObjects(cryptoki, session)].filter(({ report }) => report.id.split('#')[0] === digest);
    if (before !== null && equal.length < before) return 'seems gone';
    before = equal.length;
    cryptoki.destroy(session, findObject(equal, objectId).handle);
    return 'destroyed';
  };
  const isPiv = tokenKind(lease.token) === 'piv-ykcs11';
  const outcome = await withSession(module, lease, destroyOne).catch(async (error: unknown) => {
    const isUnseen = isPiv && before === 0 && error instanceof AppError && error.code === 'not-found';
    if (!isUnseen) throw error;
    before = null;
    return withNewSession(module, lease, destroyOne);
  });
  if (outcome === 'seems gone' && isPiv) await withNewSession(module, lease, destroyOne);
}
