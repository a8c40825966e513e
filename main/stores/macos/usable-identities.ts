// SPDX-License-Identifier: Apache-2.0
/** `  1) 5CC1…(40 hex digits) "name"` */
const identityLine = /^\s*\d+\) ([0-9A-Fa-f]{40}) "/;

/** SHA-1, lower-case hex: certificates with a key. `-v` omits expired ones. */
export function usableIdentities(output: Uint8Array): ReadonlySet<string> {
  const lines = new TextDecoder().decode(output).split('\n');
  return new Set(lines.flatMap((line) => identityLine.exec(line)?.[1]?.toLowerCase() ?? []));
}
