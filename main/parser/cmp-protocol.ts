// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

const bytes = z.instanceof(Uint8Array<ArrayBufferLike>);

/** PKIStatusInfo (RFC 9810 §5.2.3). */
const cmpStatus = z.strictObject({
  status: z.number().int(),
  text: z.string().nullable(),
  failures: z.array(z.string()),
});

export const cmpMessageOperation = {
  input: z.strictObject({ der: bytes }),
  output: z.strictObject({
    transactionId: bytes.nullable(),
    senderNonce: bytes.nullable(),
    recipNonce: bytes.nullable(),
    protectionAlgorithm: bytes.nullable(),
    protection: bytes.nullable(),
    protectedPart: bytes,
    extraCertificates: z.array(bytes),
    signer: z.strictObject({ certificate: bytes, mayAnswer: z.boolean() }).nullable(),
    body: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('certificate'),
        certReqId: bytes,
        status: cmpStatus,
        certificate: bytes.nullable(),
      }),
      z.strictObject({ kind: z.literal('poll'), certReqId: bytes, checkAfterSeconds: z.number().int() }),
      z.strictObject({ kind: z.literal('revocation'), status: cmpStatus }),
      z.strictObject({ kind: z.literal('confirmed') }),
      z.strictObject({ kind: z.literal('error'), status: cmpStatus }),
    ]),
  }),
};
