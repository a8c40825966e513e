// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { ObjectReportMessage, Pkcs11Input } from '../../child/pkcs11-protocol.ts';
import { endedByNul, skfText } from '../library/cells.ts';
import { holdsSm2Key, sm2PublicKeyRoom } from '../library/layouts.ts';
import type { SkfHandle, SkfLibrary } from '../library/load-library.ts';
import { sm2Signing } from '../library/numbers.ts';
import { isGone, SkfError } from '../library/skf-error.ts';
import {
  certificateIn,
  closeContainer,
  containerNames,
  containerUses,
  publicKeyIn,
  readContainers,
  withContainer,
} from './containers.ts';

/**
 * The container named `label` must be new or empty. Deletes it on failure.
 * @throws `unsupported-algorithm`, `invalid-input`, `token-place-taken`, `verification-failed`, `module-broken`,
 * SkfError
 */
export function generateInContainer(
  library: SkfLibrary,
  application: SkfHandle,
  { algorithm, label }: Omit<Pkcs11Input<'generate'>, 'lease'>,
): ObjectReportMessage {
  if (algorithm !== 'sm2') throw new AppError('unsupported-algorithm', { algorithm });
  const { name, isNew } = freePlace(library, application, label.trim());
  const handle = library.open(isNew ? 'SKF_CreateContainer' : 'SKF_OpenContainer', application, name);
  const blob = Buffer.alloc(sm2PublicKeyRoom);
  try {
    try {
      library.call('SKF_GenECCKeyPair', handle, sm2Signing, blob);
    } finally {
      closeContainer(library, handle);
    }
    const made = readContainers(library, application).find(
      ({ container, use, report }) => use === 'signature' && report.class === 'private-key' && container.equals(name),
    );
    if (made === undefined || !holdsSm2Key(blob, made.report.publicKey))
      throw new AppError('verification-failed', { what: 'public-key' });
    return made.report;
  } catch (error) {
    takeAway(library, application, name);
    throw error;
  }
}

/** In octets (GM/T 0016). */
const longestName = 64;

function freePlace(
  library: SkfLibrary,
  application: SkfHandle,
  label: string,
): { readonly name: Buffer; readonly isNew: boolean } {
  const octets = Buffer.from(label);
  if (octets.length === 0 || octets.length > longestName || octets.includes(0))
    throw new AppError('invalid-input', { field: 'label' });
  const known = containerNames(library, application).find((each) => skfText(each) === label);
  const name = endedByNul(known ?? octets);
  if (known !== undefined && !isEmpty(library, application, name))
    throw new AppError('token-place-taken', { container: label });
  return { name, isNew: known === undefined };
}

/** True only if the library reports each part as missing: a refusal may hide one. */
function isEmpty(library: SkfLibrary, application: SkfHandle, name: Buffer): boolean {
  try {
    return withContainer(library, application, name, (container) =>
      containerUses.every(
        (use) => publicKeyIn(library, container, use) === null && certificateIn(library, container, use) === null,
      ),
    );
  } catch (error) {
    if (!(error instanceof SkfError) || isGone(error)) throw error;
    return false;
  }
}

function takeAway(library: SkfLibrary, application: SkfHandle, name: Buffer): void {
  try {
    library.call('SKF_DeleteContainer', application, name);
  } catch (error) {
    // Don't hide the original error.
    if (!(error instanceof SkfError)) throw error;
  }
}
