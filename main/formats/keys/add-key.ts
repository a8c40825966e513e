// SPDX-License-Identifier: Apache-2.0
import type { Findings, ObjectLabels } from '../inspect/findings.ts';
import { keyFacts } from './key-facts.ts';

/**
 * Keeps the libraries out of Findings.
 * @param pkcs8 unencrypted PrivateKeyInfo, DER
 * @throws AppError `damaged`, `limit-exceeded`
 */
export function addKey(findings: Findings, pkcs8: Uint8Array, labels?: ObjectLabels): void {
  findings.addKey(pkcs8, keyFacts, labels);
}
