// SPDX-License-Identifier: Apache-2.0
import {
  preflightFindings,
  type PreflightCheck,
  type PreflightFinding,
  type PreflightSubject,
} from '../../../shared/schemas/preflight.ts';

/** A check with the result that its finding always has. Its name begins with what was looked at, but for the key. */
export function finding(found: PreflightFinding, details: PreflightCheck['details'] = {}): PreflightCheck {
  const [first = ''] = found.split('-');
  const subject = (first === 'key' ? 'target' : first) as PreflightSubject;
  return { subject, result: preflightFindings[found], finding: found, details };
}
