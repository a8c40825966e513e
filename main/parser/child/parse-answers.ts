// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { answerChecked, type Answers } from '../../children/define-child.ts';
import { rehearseContainer } from '../../backup/container/rehearse-container.ts';
import { readBackup } from '../../backup/container/read-backup.ts';
import { publicKeyHashOf } from '../../formats/public-key-hash.ts';
import { writeCfcaSm2 } from '../../formats/writers/write-cfca-sm2.ts';
import { writeEncryptedPkcs8, writePlainPkcs8 } from '../../formats/writers/write-pkcs8.ts';
import { writePem } from '../../formats/writers/write-pem.ts';
import { writePkcs12 } from '../../formats/writers/write-pkcs12.ts';
import { writePkcs7 } from '../../formats/writers/write-pkcs7.ts';
import { prepareToOpen } from '../../vault/age/age-files.ts';
import { describeForeignVault } from '../../vault/export/describe-foreign-vault.ts';
import { readForeignVault } from '../../vault/export/read-foreign-vault.ts';
import { readCertificateLayout } from '../../x509/certificate/certificate-layout.ts';
import type { CertificateFields } from '../../x509/certificate/certificate-fields.ts';
import { encodingOf } from '../../x509/der/der-reader.ts';
import { readCsrAttributes } from '../../x509/requests/read-csr-attributes.ts';
import { readHolder } from '../../x509/certificate/read-holder.ts';
import { readCertificateFields } from '../../x509/certificate/read-certificate-fields.ts';
import { readAsn1Tree } from '../../x509/der/asn1-tree.ts';
import { describeCertificate } from '../../x509/certificate/certificate-detail.ts';
import { verifyChallenge, verifyWithKey } from '../../x509/signatures/verify-challenge.ts';
import { verifyChain } from '../../x509/signatures/verify-signature.ts';
import { answerAddresses, answerValidate } from './validate-answer.ts';
import { answerJudge } from './judge-answer.ts';
import { answerCmpMessage } from './cmp-answer.ts';
import { parseOperations } from '../parse-protocol.ts';
import type { ParseInput } from '../parse-protocol.ts';

const { inspect: _inspect, ...operations } = parseOperations;

const answers: Answers<typeof operations> = {
  readVault: async ({ path, secret }) => readForeignVault(path, secret),
  describeVault: async ({ path }) => describeForeignVault(path),
  prepareRehearsal: async () => {
    await prepareToOpen();
    return {};
  },
  rehearseBackup: async ({ path, secret, stretched }) => rehearseContainer(path, secret, stretched),
  readBackup: async ({ path, secret, withKeys }) => {
    const read = await readBackup(path, secret, withKeys);
    return {
      manifest: read.manifest,
      sha256: read.sha256,
      bytes: read.bytes,
      certificates: [...read.certificates],
      keys: [...read.keys],
      watched: [...read.watched],
      profiles: [...read.profiles],
      requests: [...read.requests],
      anchors: [...read.anchors],
      losses: [...read.losses],
      webEnrolments: [...read.webEnrolments],
    };
  },
  asn1: async ({ der }) => readAsn1Tree(der),
  describe: async ({ der }) => describeCertificate(der),
  verifyChain: async ({ chain, lastIsSelfSigned }) => ({ signatures: await verifyChain(chain, lastIsSelfSigned) }),
  verifyChallenge: async ({ der, message, signature, algorithm }) => ({
    verdict: await verifyChallenge(der, message, signature, algorithm),
  }),
  verifyWithKey: async ({ spki, message, signature, algorithm }) => ({
    verdict: await verifyWithKey(spki, message, signature, algorithm),
  }),
  validate: answerValidate,
  revocationAddresses: answerAddresses,
  judge: answerJudge,
  readFields: async ({ certificates }) => ({ fields: certificates.map(fieldsOrNull) }),
  namesOf: async ({ der }) => {
    const { issuer, subject, serial } = readCertificateLayout(der);
    return {
      issuer: encodingOf(der, issuer),
      subject: encodingOf(der, subject),
      serialNumber: encodingOf(der, serial),
    };
  },
  holderOf: async ({ der }) => readHolder(der),
  csrAttributes: async ({ der }) => {
    const { oids, attributes } = readCsrAttributes(der);
    return {
      oids: [...oids],
      attributes: attributes.map((each) => ({ ...each, oids: [...each.oids], integers: [...each.integers] })),
    };
  },
  cmpMessage: answerCmpMessage,
  spkiOf: async ({ der }) => ({ spki: encodingOf(der, readCertificateLayout(der).spki) }),
  publicKeyHash: async ({ pkcs8 }) => ({ spkiSha256: await publicKeyHashOf(pkcs8) }),
  write: async (input) => ({ bytes: await writeContainer(input) }),
};

function fieldsOrNull(der: Uint8Array): CertificateFields | null {
  try {
    return readCertificateFields(der);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

async function writeContainer(input: ParseInput<'write'>): Promise<Uint8Array> {
  switch (input.format) {
    case 'p12':
      return writePkcs12(input);
    case 'p7b':
      return writePkcs7(input.certificates);
    case 'pem':
      return writePem(input.certificates);
    case 'pkcs8':
      // An empty password requests an unencrypted key, as servers need.
      return input.password === '' ? writePlainPkcs8(input.key) : writeEncryptedPkcs8(input);
    case 'sm2':
      return writeCfcaSm2({ ...input, certificate: onlyCertificate(input.certificates) });
    case 'der':
      return onlyCertificate(input.certificates);
  }
}

function onlyCertificate(certificates: readonly Uint8Array[]): Uint8Array {
  const [first] = certificates;
  if (!first) throw new AppError('not-found');
  return first;
}

export async function answerParse(operation: string, input: unknown): Promise<unknown> {
  return answerChecked(operations, answers, operation, input, refuseParts);
}

const refuseParts = async (): Promise<never> => Promise.reject(new AppError('internal'));
