// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import { createCounter, type UncountedObject } from '../../child/objects/object-report.ts';
import type { ObjectReportMessage } from '../../child/pkcs11-protocol.ts';
import { endedByNul, filled, namesIn, numberCell, numberIn, skfText } from '../library/cells.ts';
import { sm2PublicKeyInfo } from '../library/layouts.ts';
import type { SkfHandle, SkfLibrary } from '../library/load-library.ts';
import { containerType } from '../library/numbers.ts';
import { isGone, SkfError } from '../library/skf-error.ts';

export interface FoundObject {
  readonly report: ObjectReportMessage;
  /** With NUL. */
  readonly container: Buffer;
}

const uses = [
  { sign: 1, use: 'signature' },
  { sign: 0, use: 'encryption' },
] as const;

/** One signing and one encryption pair each. Certificates first. Errors: SkfError, AppError `module-broken`. */
export function readContainers(library: SkfLibrary, application: SkfHandle): FoundObject[] {
  const names = namesIn(filled((room, size) => library.call('SKF_EnumContainer', application, room, size)));
  const found = names.flatMap((name) => {
    const container = endedByNul(name);
    return withContainer(library, application, container, (handle) =>
      readContainer(library, handle, name).map((object) => ({ object, container })),
    );
  });
  const count = createCounter();
  return found
    .toSorted((a, b) => Number(a.object.class !== 'certificate') - Number(b.object.class !== 'certificate'))
    .map(({ object, container }) => ({ report: count(object), container }));
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

/** The result matters more than an error while closing. */
function closeContainer(library: SkfLibrary, handle: SkfHandle): void {
  try {
    library.call('SKF_CloseContainer', handle);
  } catch (error) {
    if (!(error instanceof SkfError)) throw error;
  }
}

function readContainer(library: SkfLibrary, container: SkfHandle, name: Buffer): UncountedObject[] {
  const type = numberCell();
  library.call('SKF_GetContainerType', container, type);
  const isSm2 = numberIn(type) === containerType.ecc;
  return uses.flatMap(({ sign, use }) => {
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
    const certificate = optional(() =>
      filled((room, size) => library.call('SKF_ExportCertificate', container, sign, room, size)),
    );
    const blob = optional(() =>
      filled((room, size) => library.call('SKF_ExportPublicKey', container, sign, room, size)),
    );
    const publicKey = blob === null || !isSm2 ? null : sm2PublicKeyInfo(blob);
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
        algorithm: publicKey === null ? null : 'sm2',
        canSign: sign === 1 && publicKey !== null,
        sizeBytes: null,
        digest: digestOf('private-key', keyId, blob),
      });
    return objects;
  });
}

/** Null: none, or empty. */
function optional(read: () => Buffer): Buffer | null {
  try {
    const value = read();
    return value.length === 0 ? null : value;
  } catch (error) {
    if (!(error instanceof SkfError) || isGone(error)) throw error;
    return null;
  }
}

function digestOf(kind: string, keyId: string, content: Buffer): string {
  return hash('sha256', Buffer.concat([Buffer.from(JSON.stringify([kind, keyId])), content]));
}
