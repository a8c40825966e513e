// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/app-error.ts';
import { CryptokiError } from './cryptoki-error.ts';
import type { Handle } from './cryptoki.ts';
import { createCertificate, equalCertificates } from './create-certificate.ts';
import { freePlace, isFree } from './key-place.ts';
import { generate, sweep } from './generate.ts';
import { isLoggedOut, openAnew, type Lease } from './lease.ts';
import { tokenKind } from './token-kind.ts';
import { withNewSession, withSession } from './with-session.ts';
import type { LoadedModule } from './loaded-module.ts';
import { rv } from './numbers.ts';
import type { ObjectReportMessage, Pkcs11Input } from './pkcs11-protocol.ts';
import { findObject, objectsWithId, walkObjects } from './token-objects.ts';

/** Certificates at a time: the first rows show while the rest is read, and the client's deadline runs between batches. */
const batchSize = 50;

export type SendObjects = (objects: readonly ObjectReportMessage[]) => Promise<void>;
type Without<T> = Omit<T, 'lease'>;

/**
 * After a lost session the reading begins again; what was sent is not sent twice. A token that seems empty is read once
 * more, and so is a card that shows libykcs11 no private key after a login: that module reads a card when its first session
 * is opened, and keeps what it got when another process had the card reset in between (measured: one listing in 45
 * beside a program that signs in a loop, one in 600 after a card was plugged in beside OpenSC).
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
    openAnew(module, lease);
    await withSession(module, lease, read);
  } else if (!hasKey && mayReadAgain(lease)) {
    // The first reading was whole as far as it is known: it stays when this one fails.
    await withNewSession(module, lease, read).catch(() => undefined);
  }
}

/** A login that was kept open would end with its session; an officer may see no private keys at all. */
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
      // Into a place that is the token's own the next key goes over the last one.
      if (!place.fixed) sweep(cryptoki, session, place.id.toString('hex'));
    },
  );
}

/**
 * Also when the session is lost behind it, the certificate is written once. In a place of a PIV card it goes over another one
 * only where that was to be seen. Throws AppError `already-installed` (it shows now), and those of `isFree`.
 */
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

/**
 * Exactly one, also when its deletion was done and only the answer was lost. That it is not there, or gone then, is believed
 * to libykcs11's second reading only, for one that a card's reset cut short shows less than there is.
 */
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
