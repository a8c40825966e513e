// SPDX-License-Identifier: Apache-2.0
import { isServerProtocol } from '../../../../shared/domain/trust/server-protocol.ts';
import type { KeyAlgorithm } from '../../../../shared/schemas/enrolment/key-algorithm.ts';
import type { CaProfile } from '../../../../shared/schemas/enrolment/ca-profile.ts';

export interface ApplyForm {
  readonly profileId: string | null;
  readonly target: 'vault' | 'token' | 'authority';
  /** The user accepts that the CA generates, and so knows, the key. */
  readonly acceptsAuthorityKey: boolean;
  readonly tokenId: string | null;
  readonly place: string;
  /** Null means the profile's first algorithm or, over EST without a token, the server's choice. */
  readonly algorithm: KeyAlgorithm | null;
  readonly values: readonly string[];
}

export type ApplyStep =
  | 'authority'
  | 'trust'
  | 'target'
  | 'preflight'
  | 'subject'
  | 'protect'
  | 'pin'
  | 'request'
  | 'send';

export const startForm: ApplyForm = {
  profileId: null,
  target: 'vault',
  acceptsAuthorityKey: false,
  tokenId: null,
  place: '',
  algorithm: null,
  values: [],
};

/** `protect` appears only if the vault needs a passphrase, `pin` only for a key on a token. */
export function stepsOf(
  protocol: CaProfile['protocol'] | null,
  step: ApplyStep,
  target: ApplyForm['target'],
): readonly ApplyStep[] {
  // Enrolment on a web page continues in the guide.
  if (protocol === 'web') return ['authority'];
  const isOnline = isServerProtocol(protocol);
  return [
    'authority',
    ...(isOnline ? (['trust'] as const) : []),
    'target',
    'preflight',
    'subject',
    ...(step === 'protect' ? (['protect'] as const) : []),
    ...(target === 'token' ? (['pin'] as const) : []),
    isOnline ? 'send' : 'request',
  ];
}

export function keyTypesOf({ keyTypes }: CaProfile): readonly KeyAlgorithm[] {
  return keyTypes ?? ['ec-p256', 'rsa-2048', 'rsa-3072', 'rsa-4096', 'ec-p384', 'ed25519', 'sm2'];
}

export function targetOf({ protocol, keyMadeBy }: CaProfile): ApplyForm['target'] {
  return protocol === 'est' && keyMadeBy === 'authority' ? 'authority' : 'vault';
}
