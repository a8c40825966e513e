// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/** One element of a certificate's encoding (X.690), with what it holds. */
export interface Asn1Node {
  /** Octets from the certificate's start to the identifier, and of identifier and length together. */
  offset: number;
  headerLength: number;
  /** Octets of the content. */
  length: number;
  /** As `openssl asn1parse` writes it: `SEQUENCE`, `OBJECT`, `cont [ 0 ]`, … */
  tag: string;
  constructed: boolean;
  /**
   * Content of a primitive element: OID, decimal dates as ISO 8601, text, booleans, else lower-case hex. Cut short with
   * `…`. Null for constructed ones.
   */
  value: string | null;
  /** Known name of an OID. */
  name: string | null;
  /** Members; of an OCTET or BIT STRING what its content holds, where that is DER itself. */
  children: Asn1Node[];
}

export const asn1NodeSchema: z.ZodType<Asn1Node> = z.lazy(() =>
  z.strictObject({
    offset: z.number().int(),
    headerLength: z.number().int(),
    length: z.number().int(),
    tag: z.string(),
    constructed: z.boolean(),
    value: z.string().nullable(),
    name: z.string().nullable(),
    children: z.array(asn1NodeSchema),
  }),
);

export const asn1TreeSchema = z.strictObject({
  root: asn1NodeSchema,
  /** Elements in `root`; with `truncated` there are more, which are left out. */
  nodes: z.number().int(),
  truncated: z.boolean(),
});
export type Asn1Tree = z.infer<typeof asn1TreeSchema>;
