// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import { publicKeyAlgorithm } from '../../../x509/certificate/public-key-algorithm.ts';
import { readElement } from '../../../x509/der/der-reader.ts';
import { createCounter, type UncountedObject } from '../../child/objects/object-report.ts';
import type { ObjectReportMessage } from '../../child/pkcs11-protocol.ts';
import { endedByNul, filled, namesIn, numberCell, numberIn, skfText } from '../library/cells.ts';
import { rsaPublicKeyInfo, sm2PublicKeyInfo } from '../library/layouts.ts';
import type { SkfHandle, SkfLibrary } from '../library/load-library.ts';
import { containerType, sar } from '../library/numbers.ts';
import { hasAnswered, isGone, SkfError } from '../library/skf-error.ts';

export type ContainerUse = 'signature' | 'encryption';

export interface FoundObject {
  readonly report: ObjectReportMessage;
  /** Ends with NUL. */
  readonly container: Buffer;
  readonly use: ContainerUse;
}

const publicKeyReaders: Readonly<Record<number, (blob: Buffer) => Uint8Array | null>> = {
  [containerType.rsa]: rsaPublicKeyInfo,
  [containerType.ecc]: sm2PublicKeyInfo,
};

export const containerUses: readonly ContainerUse[] = ['signature', 'encryption'];

/**
 * A container holds at most one signing and one encryption pair. Returns certificates first. Throws SkfError,
 * `module-broken`.
 */
export function readContainers(library: SkfLibrary, application: SkfHandle): FoundObject[] {
  const found = containerNames(library, application).flatMap((name) => {
    const container = endedByNul(name);
    return withContainer(library, application, container, (handle) =>
      readContainer(library, handle, name).map((each) => ({ ...each, container })),
    );
  });
  const count = createCounter();
  return found
    .toSorted((a, b) => Number(a.object.class !== 'certificate') - Number(b.object.class !== 'certificate'))
    .map(({ object, container, use }) => ({ report: count(object), container, use }));
}

export function containerNames(library: SkfLibrary, application: SkfHandle): Buffer[] {
  return namesIn(filled((room, size) => library.call('SKF_EnumContainer', application, room, size)));
}

export function withContainer<T>(
  library: SkfLibrary,
  application: SkfHandle,
  name: Buffer,
  work: (container: SkfHandle) => T,
): T {
  const handle = library.open('SKF_OpenContainer', application, name);
  try {
    return work(handle);
  } finally {
    closeContainer(library, handle);
  }
}

/** Ignores SKF errors, so they don't hide the operation's result. */
export function closeContainer(library: SkfLibrary, handle: SkfHandle): void {
  try {
    library.call('SKF_CloseContainer', handle);
  } catch (error) {
    if (!(error instanceof SkfError)) throw error;
  }
}

function readContainer(
  library: SkfLibrary,
  container: SkfHandle,
  name: Buffer,
): { readonly object: UncountedObject; readonly use: ContainerUse }[] {
  const readKey = publicKeyReaders[typeOf(library, container)] ?? (() => null);
  return containerUses.flatMap((use) => {
    const keyId = hash('sha256', Buffer.concat([Buffer.from(`${use}\0`), name])).slice(0, 40);
    const common = {
      label: skfText(name),
      keyId,
      algorithm: null,
      publicKey: null,
      madeHere: null,
      exportable: null,
      pinEachTime: false,
      canSign: false,
      canDecrypt: false,
      canAgree: false,
    };
    const certificate = unlessRefused(() => certificateIn(library, container, use));
    const blob = unlessRefused(() => publicKeyIn(library, container, use));
    const publicKey = blob === null ? null : readKey(blob);
    const objects: UncountedObject[] = [];
    if (certificate !== null)
      objects.push({
        ...common,
        class: 'certificate',
        private: false,
        certificate,
        sizeBytes: certificate.length,
        digest: digestOf('certificate', keyId, certificate),
      });
    if (blob !== null)
      objects.push({
        ...common,
        class: 'private-key',
        private: true,
        certificate: null,
        publicKey,
        algorithm: publicKey === null ? null : publicKeyAlgorithm(publicKey, readElement(publicKey)),
        canSign: use === 'signature' && publicKey !== null,
        sizeBytes: null,
        digest: digestOf('private-key', keyId, blob),
      });
    return objects.map((object) => ({ object, use }));
  });
}

/** Some libraries report an error for an empty container. */
function typeOf(library: SkfLibrary, container: SkfHandle): number {
  const type = numberCell();
  unlessRefused(() => {
    library.call('SKF_GetContainerType', container, type);
    return null;
  });
  return numberIn(type);
}

export function signFlag(use: ContainerUse): number {
  return use === 'signature' ? 1 : 0;
}

/** Returns DER, or null only if the library reports no certificate. Throws SkfError, `module-broken`. */
export function certificateIn(library: SkfLibrary, container: SkfHandle, use: ContainerUse): Buffer | null {
  return unlessMissing((room, size) => library.call('SKF_ExportCertificate', container, signFlag(use), room, size));
}

/** Returns an RSAPUBLICKEYBLOB or ECCPUBLICKEYBLOB. Null and errors as in `certificateIn`. */
export function publicKeyIn(library: SkfLibrary, container: SkfHandle, use: ContainerUse): Buffer | null {
  return unlessMissing((room, size) => library.call('SKF_ExportPublicKey', container, signFlag(use), room, size));
}

function unlessMissing(fill: (room: Buffer, size: Buffer) => void): Buffer | null {
  try {
    const value = filled(fill);
    return value.length === 0 ? null : value;
  } catch (error) {
    if (!hasAnswered(error, sar.keyNotFound, sar.certificateNotFound)) throw error;
    return null;
  }
}

function unlessRefused<T>(read: () => T | null): T | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof SkfError) || isGone(error)) throw error;
    return null;
  }
}

function digestOf(kind: string, keyId: string, content: Buffer): string {
  return hash('sha256', Buffer.concat([Buffer.from(JSON.stringify([kind, keyId])), content]));
}
