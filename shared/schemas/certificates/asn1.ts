// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/** X.690. */
export interface Asn1Node {
  /** Octets, of the identifier; length of identifier and length. */
  offset: number;
  headerLength: number;
  /** Octets. */
  length: number;
  /** As `openssl asn1parse` writes it: `SEQUENCE`, `OBJECT`, `cont [ 0 ]`, … */
  tag: string;
  constructed: boolean;
  /** Null: constructed. OID, text, boolean, decimal, ISO 8601, else lower-case hex; truncated with `…`. */
  value: string | null;
  name: string | null;
  /** Also the DER inside an OCTET or BIT STRING. */
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
  nodes: z.number().int(),
  truncated: z.boolean(),
});
export type Asn1Tree = z.infer<typeof asn1TreeSchema>;
