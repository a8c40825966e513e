// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/** A DER element (X.690). */
export interface Asn1Node {
  /** Octet offset of the element. `headerLength` covers identifier and length octets. */
  offset: number;
  headerLength: number;
  length: number;
  /** As printed by `openssl asn1parse`: `SEQUENCE`, `OBJECT`, `cont [ 0 ]`, … */
  tag: string;
  constructed: boolean;
  /**
   * Null for constructed types. Times are ISO 8601; integers and binary data are lower-case hex. Truncated values end
   * in `…`.
   */
  value: string | null;
  name: string | null;
  /** Includes DER inside an OCTET or BIT STRING. */
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
