// SPDX-License-Identifier: Apache-2.0
import { readCmpMessage, type CmpBody, type CmpMessage } from '../../formats/cmp/read-cmp.ts';
import { readCertificateLayout } from '../../x509/certificate/certificate-layout.ts';
import { childrenOf, encodingOf, expectElement, tags } from '../../x509/der/der-reader.ts';
import { readOid } from '../../x509/der/der-values.ts';
import { extensionsOf } from '../../x509/extensions/extension-fields.ts';
import { readCertificateFields } from '../../x509/certificate/read-certificate-fields.ts';
import { bitString, sequence } from '../../x509/der/der-writer.ts';
import { verifySigned } from '../../x509/signatures/verify-signature.ts';
import type { ParseInput, ParseReply } from '../parse-protocol.ts';

export async function answerCmpMessage({ der }: ParseInput<'cmpMessage'>): Promise<ParseReply<'cmpMessage'>> {
  const message = readCmpMessage(der);
  const certificate = await signerOf(message);
  const signer = certificate && { certificate, mayAnswer: mayAnswer(certificate) };
  return { ...message, extraCertificates: [...message.extraCertificates], signer, body: plain(message.body) };
}

function plain(body: CmpBody): ParseReply<'cmpMessage'>['body'] {
  return 'status' in body ? { ...body, status: { ...body.status, failures: [...body.status.failures] } } : body;
}

/** The signer's certificate comes first (RFC 9483 §3.3), but other positions are accepted. */
async function signerOf({
  protectedPart,
  protectionAlgorithm,
  protection,
  extraCertificates,
}: CmpMessage): Promise<Uint8Array | null> {
  if (protection === null || protectionAlgorithm === null) return null;
  // Shaped like a signed certificate, as `verifySigned` expects.
  const signed = sequence(protectedPart, protectionAlgorithm, bitString(protection));
  for (const certificate of extraCertificates) {
    if ((await verifySigned(signed, spkiOf(certificate))) === 'valid') return certificate;
  }
  return null;
}

/** id-kp-cmcCA and id-kp-cmcRA tell the CA from its customers, whose certificates lead to the same anchor. */
const answering = ['1.3.6.1.5.5.7.3.27', '1.3.6.1.5.5.7.3.28'];

function mayAnswer(certificate: Uint8Array): boolean {
  if (readCertificateFields(certificate).isCa) return true;
  const { extensions } = readCertificateLayout(certificate);
  const all = extensions === null ? [] : [...extensionsOf(certificate, extensions)];
  const usage = all.find(({ oid }) => oid === '2.5.29.37');
  if (usage === undefined) return false;
  const purposes = expectElement(certificate, tags.sequence, usage.value.content, usage.value.end);
  return [...childrenOf(certificate, purposes)].some((each) => answering.includes(readOid(certificate, each)));
}

function spkiOf(certificate: Uint8Array): Uint8Array {
  try {
    return encodingOf(certificate, readCertificateLayout(certificate).spki);
  } catch {
    return new Uint8Array();
  }
}
