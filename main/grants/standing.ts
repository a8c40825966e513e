// SPDX-License-Identifier: Apache-2.0
export interface StandingTarget {
  readonly kind: 'backup-destination' | 'ca-host';
  readonly subject: Readonly<Record<string, string | null>>;
}

/** Kept per computer, not with the vault. */
export interface StandingGrants {
  has(kind: StandingTarget['kind'], subject: StandingTarget['subject']): boolean;
  add(kind: StandingTarget['kind'], subject: StandingTarget['subject']): void;
}

/** `send` means sending data signed with the user's key. */
export type HostPurpose = 'connect' | 'send';

/** `host` includes its port unless 443. */
export function hostTarget(host: string, purpose: HostPurpose): StandingTarget {
  return { kind: 'ca-host', subject: { host, purpose } };
}

export function addressTarget(address: string): StandingTarget {
  return { kind: 'ca-host', subject: { address, purpose: 'open' } };
}
