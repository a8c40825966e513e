// SPDX-License-Identifier: Apache-2.0
import {
  preflightFindings,
  type PreflightCheck,
  type PreflightFinding,
  type PreflightSubject,
} from '../../../shared/schemas/enrolment/preflight.ts';

export function finding(found: PreflightFinding, details: PreflightCheck['details'] = {}): PreflightCheck {
  const [first = ''] = found.split('-');
  const subject = (first === 'key' ? 'target' : first) as PreflightSubject;
  return { subject, result: preflightFindings[found], finding: found, details };
}
