// SPDX-License-Identifier: Apache-2.0
/** What needs no question again on this computer: a backup destination with its recipient, or a host. */
export interface StandingTarget {
  readonly kind: 'backup-destination' | 'ca-host';
  readonly subject: Readonly<Record<string, string | null>>;
}

/** Kept in this computer's own state, never beside a vault (DESIGN 18). */
export interface StandingGrants {
  has(kind: StandingTarget['kind'], subject: StandingTarget['subject']): boolean;
  add(kind: StandingTarget['kind'], subject: StandingTarget['subject']): void;
}

/** What a host was confirmed for: to be asked or looked at, or to be sent something that a key of the person signs. */
export type HostPurpose = 'connect' | 'send';

/** A server of an authority, of revocation lists, or of new versions. `host`: with its port where that is not 443. */
export function hostTarget(host: string, purpose: HostPurpose): StandingTarget {
  return { kind: 'ca-host', subject: { host, purpose } };
}

/** This one address, opened in the browser: another one of its host is another page. */
export function addressTarget(address: string): StandingTarget {
  return { kind: 'ca-host', subject: { address, purpose: 'open' } };
}
