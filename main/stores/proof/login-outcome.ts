// SPDX-License-Identifier: Apache-2.0
/** 495, 496: nginx, bad or missing certificate. */
const forbidding: ReadonlySet<number> = new Set([400, 401, 403, 495, 496]);

/** Null: connection closed. */
export function loginOutcome(without: number | null, with_: number | null): 'taken' | 'no-difference' | 'refused' {
  const letIn = (status: number | null): boolean => status !== null && !forbidding.has(status);
  if (!letIn(with_)) return 'refused';
  return letIn(without) && without === with_ ? 'no-difference' : 'taken';
}
