// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { ObjectReportMessage, Pkcs11Input } from '../../child/pkcs11-protocol.ts';
import type { SkfHandle, SkfLibrary } from '../library/load-library.ts';
import { certificateIn, readContainers, signFlag, withContainer } from './containers.ts';

/**
 * Reads the certificate back. Never replaces an existing one.
 * @throws `token-key-missing`, `token-place-taken`, `verification-failed`, `module-broken`, SkfError
 */
export function importCertificate(
  library: SkfLibrary,
  application: SkfHandle,
  { der, keyId }: Pick<Pkcs11Input<'createCertificate'>, 'der' | 'keyId'>,
): ObjectReportMessage {
  const key = readContainers(library, application).find(
    ({ report }) => report.class === 'private-key' && report.keyId === keyId,
  );
  if (key === undefined) throw new AppError('token-key-missing');
  withContainer(library, application, key.container, (container) => {
    const there = certificateIn(library, container, key.use);
    if (there !== null && Buffer.compare(there, der) === 0) return;
    if (there !== null) throw new AppError('token-place-taken', { container: key.report.label });
    library.call('SKF_ImportCertificate', container, signFlag(key.use), Buffer.from(der), der.length);
  });
  const written = readContainers(library, application).find(
    ({ report: { certificate, keyId: place } }) =>
      place === keyId && certificate !== null && Buffer.compare(certificate, der) === 0,
  );
  if (written === undefined) throw new AppError('verification-failed', { what: 'certificate' });
  return written.report;
}
