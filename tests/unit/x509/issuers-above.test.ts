// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { indexIssuers } from '../../../main/x509/certificate/chain.ts';
import { issuersAbove } from '../../../main/x509/certificate/issuers-above.ts';
import { readCertificateFields } from '../../../main/x509/certificate/read-certificate-fields.ts';
import { issue, type Profile } from '../../support/x509/issue.ts';
import { plainChain } from '../../support/x509/path-question.ts';

const chain = plainChain();
const fieldsOf = (profile: Profile) => readCertificateFields(issue(profile));

test('[V01] [E06] finds the CAs above a certificate among hundreds, nearest first', () => {
  const [root, middle, leaf] = [chain.root, chain.middle, chain.leaf].map(fieldsOf);
  const others = Array.from({ length: 200 }, (_, index) =>
    fieldsOf({ ...chain.root, subject: `CN=Other ${index}`, issuer: `CN=Other ${index}`, serial: 100 + index }),
  );
  if (!root || !middle || !leaf) throw new Error('no chain');
  const index = indexIssuers([...others, root, middle, leaf]);
  expect(issuersAbove(leaf, index, 64)).toEqual([middle.sha256, root.sha256]);
  expect(issuersAbove(leaf, index, 1)).toEqual([middle.sha256]);
  // One step finds more namesakes than the limit.
  const namesakes = Array.from({ length: 20 }, (_, serial) => fieldsOf({ ...chain.middle, serial: 900 + serial }));
  expect(issuersAbove(leaf, indexIssuers([...namesakes, root]), 5)).toHaveLength(5);
});

test('[F07] ends the search in a ring of CAs that certify each other', () => {
  const ring = Array.from({ length: 30 }, (_, index) =>
    fieldsOf({
      ...chain.middle,
      subject: `CN=Ring ${index}`,
      issuer: `CN=Ring ${(index + 1) % 30}`,
      serial: 500 + index,
      extensions: [],
    }),
  );
  const [first] = ring;
  if (!first) throw new Error('no ring');
  const above = issuersAbove(first, indexIssuers(ring), 500);
  expect({ above: above.length, distinct: new Set(above).size }).toEqual({ above: 30, distinct: 30 });
  expect(issuersAbove(first, indexIssuers(ring), 10)).toHaveLength(10);
});
