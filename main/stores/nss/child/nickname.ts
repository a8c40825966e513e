// SPDX-License-Identifier: Apache-2.0
import type { StoredRow } from './read-objects.ts';

/**
 * NSS: one nickname per subject and vice versa (sftkdb_checkConflicts). Reuses the subject's; numbers a taken one.
 * @param subject lower-case hex of the DER
 */
export function freeNickname(wanted: string, subject: string, rows: readonly StoredRow[]): string {
  const namesake = rows.find((row) => row.subject === subject && row.nickname !== null);
  if (namesake?.nickname) return namesake.nickname;
  const taken = new Set(rows.map(({ nickname }) => nickname));
  let nickname = wanted;
  for (let next = 2; taken.has(nickname); next++) nickname = `${wanted} #${next}`;
  return nickname;
}
