// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { loadCryptoki } from '../../../../main/tokens/child/module/cryptoki.ts';
import { attribute, objectClass } from '../../../../main/tokens/child/module/numbers.ts';
import { readCertificateLayout } from '../../../../main/x509/certificate/certificate-layout.ts';
import { encodingOf } from '../../../../main/x509/der/der-reader.ts';
import { benchCertificates } from '../../../bench/bench-certificates.ts';
import type { SoftHsmTarget } from '../modules/softhsm.ts';

/**
 * Puts public certificates onto a SoftHSM's first token from a separate process. Our calls would read each back, which
 * takes minutes.
 */
export async function fillSoftHsm(target: SoftHsmTarget, count: number): Promise<void> {
  const words = [fileURLToPath(import.meta.url), target.modulePath, target.label, String(count)];
  await promisify(execFile)(process.execPath, words, { env: { ...process.env, ...target.environment } });
}

async function fill(modulePath: string, label: string, count: number): Promise<void> {
  const cryptoki = await loadCryptoki(modulePath);
  cryptoki.initialize(null);
  const slot = cryptoki.slots().find((each) => cryptoki.tokenInfo(each).label.trim() === label);
  if (!slot) throw new Error(`no token ${label}`);
  const session = cryptoki.openSession(slot, true);
  for (const [index, der] of benchCertificates(count).entries()) {
    const layout = readCertificateLayout(der);
    const part = (element: Parameters<typeof encodingOf>[1]): Buffer => Buffer.from(encodingOf(der, element));
    const id = Buffer.alloc(20);
    id.writeUInt32BE(index);
    cryptoki.create(session, [
      { type: attribute.class, value: objectClass.certificate },
      { type: attribute.certificateType, value: 0 },
      { type: attribute.token, value: true },
      { type: attribute.private, value: false },
      { type: attribute.label, value: Buffer.from(`证书 ${index}`) },
      { type: attribute.id, value: id },
      { type: attribute.subject, value: part(layout.subject) },
      { type: attribute.issuer, value: part(layout.issuer) },
      { type: attribute.serialNumber, value: part(layout.serial) },
      { type: attribute.value, value: Buffer.from(der) },
    ]);
  }
  cryptoki.closeSession(session);
  cryptoki.finalize();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [modulePath = '', label = '', count = ''] = process.argv.slice(2);
  await fill(modulePath, label, Number(count));
}
