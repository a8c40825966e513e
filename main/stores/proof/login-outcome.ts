// SPDX-License-Identifier: Apache-2.0
/** What servers answer to somebody whom they do not let in; 495 and 496 are nginx's words for a bad or missing certificate. */
const forbidding: ReadonlySet<number> = new Set([400, 401, 403, 495, 496]);

/** Of the status without and with the certificate; null: the connection was closed instead of an answer. */
export function loginOutcome(without: number | null, with_: number | null): 'taken' | 'no-difference' | 'refused' {
  const letIn = (status: number | null): boolean => status !== null && !forbidding.has(status);
  if (!letIn(with_)) return 'refused';
  return letIn(without) && without === with_ ? 'no-difference' : 'taken';
}
