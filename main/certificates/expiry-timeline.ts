// SPDX-License-Identifier: Apache-2.0
import type { CertificateStatus } from '../../shared/schemas/certificates/certificate.ts';
import type { Timeline } from '../../shared/schemas/certificates/timeline.ts';

const maxNames = 3;

interface Listed {
  readonly notAfter: string;
  readonly status: CertificateStatus;
  readonly isLost: boolean;
  name(): string;
}

/** Covers `count` months from now, in the local time zone. `certificates` are sorted by expiry, soonest first. */
export function expiryTimeline(certificates: readonly Listed[], count: number, now: Date): Timeline {
  const first = now.getFullYear() * 12 + now.getMonth();
  const months = Array.from({ length: count }, (_, index) => ({
    month: monthName(first + index),
    certificates: 0,
    names: [] as string[],
    firstEnd: null as string | null,
  }));
  let expired = 0;
  let later = 0;
  for (const { notAfter, status, isLost, name } of certificates) {
    if (status === 'superseded' || isLost) continue;
    const end = new Date(notAfter);
    const month = months[end.getFullYear() * 12 + end.getMonth() - first];
    if (end.getTime() < now.getTime()) expired += 1;
    else if (month === undefined) later += 1;
    else {
      month.certificates += 1;
      if (status !== 'revoked') month.firstEnd ??= notAfter;
      if (month.names.length < maxNames) month.names.push(name());
    }
  }
  return { expired, months, later };
}

function monthName(index: number): string {
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}
