// SPDX-License-Identifier: Apache-2.0
/** `  1) 5CC1…(40 hex digits) "name"`; a name may hold anything, so nothing after the digits is looked at. */
const identityLine = /^\s*\d+\) ([0-9A-Fa-f]{40}) "/;

/**
 * SHA-1 in lower-case hex of each certificate that `security find-identity` lists: those with their key. With `-v`
 * expired ones are left out, so that one who is not listed may have its key all the same.
 */
export function usableIdentities(output: Uint8Array): ReadonlySet<string> {
  const lines = new TextDecoder().decode(output).split('\n');
  return new Set(lines.flatMap((line) => identityLine.exec(line)?.[1]?.toLowerCase() ?? []));
}
