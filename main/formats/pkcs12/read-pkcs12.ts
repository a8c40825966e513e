// SPDX-License-Identifier: Apache-2.0
import { berToDer } from '../der/ber-to-der.ts';
import { within } from '../der/views.ts';
import { schemeOrName } from '../keys/encrypted-key.ts';
import { readMac } from '../pbe/primitives/mac.ts';
import type { Reading } from '../inspect/reading.ts';
import { readAuthenticatedSafe } from './authenticated-safe.ts';
import { checkMac } from './check-mac.ts';
import { concludePkcs12 } from './conclude.ts';
import { readPfx } from './pfx.ts';
import { UnitOpener } from './unit-opener.ts';

/**
 * RFC 7292. Tries all encrypted parts, to tell a wrong password from damage (decision 0003).
 * @param file one BER or DER element
 * @throws `damaged`, `unsupported-algorithm`, `limit-exceeded`, or a library's Error
 */
export function readPkcs12(file: Uint8Array, reading: Reading): void {
  const bytes = berToDer(file);
  const { authenticatedSafe, macData } = within(file, bytes, () => readPfx(bytes));
  const safes = within(file, authenticatedSafe, () => readAuthenticatedSafe(authenticatedSafe));
  const mac = macData && within(file, bytes, () => schemeOrName(() => readMac(bytes, macData)));

  const opener = new UnitOpener(reading, file);
  opener.scan(safes);
  const macResult = checkMac(mac, authenticatedSafe, reading);
  opener.open(macResult);
  const diagnosis = concludePkcs12(macResult, opener.tally, reading.password);

  if (diagnosis.code !== 'opened') reading.problem(diagnosis);
  // List nothing after a failed MAC. Without a password, list the certificates that aren't encrypted.
  if (macResult.state === 'mismatched' && diagnosis.code !== 'needs-password') return;
  reading.openedWith(macResult.state === 'matched' ? macResult.encoding : null);
  reading.openedWith(opener.tally.encoding);
  reading.findings.absorb(opener.findings);
}
