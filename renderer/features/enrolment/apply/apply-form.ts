// SPDX-License-Identifier: Apache-2.0
import { isServerProtocol } from '../../../../shared/domain/server-protocol.ts';
import type { TokenAlgorithm } from '../../../../shared/schemas/token.ts';
import type { CaProfile } from '../../../../shared/schemas/ca-profile.ts';

/** What the wizard has asked so far; going back loses nothing of it. */
export interface ApplyForm {
  /** Null: not chosen yet. */
  readonly profileId: string | null;
  /** Where the key will be made. */
  readonly target: 'vault' | 'token' | 'authority';
  /** Agreed to: the authority makes the key, and so knows it. */
  readonly acceptsAuthorityKey: boolean;
  /** Null: not chosen yet. */
  readonly tokenId: string | null;
  readonly place: string;
  /** Null: the profile's first; over EST with a key in the vault, what the server asks for. */
  readonly algorithm: TokenAlgorithm | null;
  /** By the number of the field. */
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
  | 'send'
  | 'folder'
  | 'page';

export const startForm: ApplyForm = {
  profileId: null,
  target: 'vault',
  acceptsAuthorityKey: false,
  tokenId: null,
  place: '',
  algorithm: null,
  values: [],
};

/** `protect` is a step only where the vault asks for it (K01), `pin` where a token makes the key. */
export function stepsOf(
  protocol: CaProfile['protocol'] | null,
  step: ApplyStep,
  target: ApplyForm['target'],
): readonly ApplyStep[] {
  if (protocol === 'web') return ['authority', 'preflight', 'folder', 'page'];
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

/** The first is what the authority likes best. */
export function keyTypesOf({ keyTypes }: CaProfile): readonly TokenAlgorithm[] {
  return keyTypes ?? ['ec-p256', 'rsa-2048', 'rsa-3072', 'rsa-4096', 'ec-p384', 'ed25519'];
}

/** Where the key will be made when nobody says otherwise. */
export function targetOf({ protocol, keyMadeBy }: CaProfile): ApplyForm['target'] {
  return protocol === 'est' && keyMadeBy === 'authority' ? 'authority' : 'vault';
}
