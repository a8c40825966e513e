// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { CertificateFields } from '../../../x509/certificate/certificate-fields.ts';
import { readCertificateFields } from '../../../x509/certificate/read-certificate-fields.ts';
import type { NssLook } from './nss-protocol.ts';
import { certificateFile } from './file-names.ts';
import { hasPrimaryPassword } from './softokn/primary-password.ts';
import { isReadOnly } from './read-only.ts';
import { readCertificates, readKeys } from './read-objects.ts';
import { keyIdFor } from './remove.ts';

/** Needs no primary password. Reports failures in `state`. */
export function look(folder: string): NssLook {
  if (!existsSync(path.join(folder, certificateFile))) {
    const old = existsSync(path.join(folder, 'cert8.db'));
    return { state: 'absent', reason: old ? 'cert8.db (old format)' : null, certificates: [] };
  }
  try {
    const { certificates, unreadable } = certificatesOf(folder);
    const state = isReadOnly(folder) ? 'read-only' : hasPrimaryPassword(folder) ? 'password-needed' : 'ready';
    return { state, reason: unreadable > 0 ? `${unreadable} not readable` : null, certificates };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const reason = error.details['reason'];
    return { state: stateOf(error), reason: typeof reason === 'string' ? reason : null, certificates: [] };
  }
}

function stateOf({ code }: AppError): NssLook['state'] {
  if (code === 'store-locked') return 'locked';
  return code === 'store-read-only' ? 'unreadable' : 'damaged';
}

function certificatesOf(folder: string): { certificates: NssLook['certificates']; unreadable: number } {
  const keyIds = new Set(readKeys(folder).map(({ keyId }) => keyId));
  const certificates: NssLook['certificates'] = [];
  let unreadable = 0;
  for (const row of readCertificates(folder)) {
    const fields = fieldsOf(row.der);
    if (fields === null) unreadable += 1;
    else certificates.push({ fields, nickname: row.nickname, hasKey: keyIds.has(keyIdFor(row)) });
  }
  return { certificates, unreadable };
}

function fieldsOf(der: Uint8Array): CertificateFields | null {
  try {
    return readCertificateFields(der);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
