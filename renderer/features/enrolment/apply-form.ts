import type { TokenAlgorithm } from '../../../shared/schemas/token.ts';
import type { CaProfile } from '../../../shared/schemas/ca-profile.ts';

/** What the wizard has asked so far; going back loses nothing of it. */
export interface ApplyForm {
  /** Null: not chosen yet. */
  readonly profileId: string | null;
  readonly place: string;
  /** Null: the profile's first. */
  readonly algorithm: TokenAlgorithm | null;
  /** By the number of the field. */
  readonly values: readonly string[];
}

export type ApplyStep = 'authority' | 'target' | 'subject' | 'protect' | 'request' | 'folder' | 'page';

export const startForm: ApplyForm = { profileId: null, place: '', algorithm: null, values: [] };

/** `protect` is a step only where the vault asks for it (K01). */
export function stepsOf(protocol: CaProfile['protocol'] | null, step: ApplyStep): readonly ApplyStep[] {
  if (protocol === 'web') return ['authority', 'folder', 'page'];
  return ['authority', 'target', 'subject', ...(step === 'protect' ? (['protect'] as const) : []), 'request'];
}

/** The first is what the authority likes best. */
export function keyTypesOf({ keyTypes }: CaProfile): readonly TokenAlgorithm[] {
  return keyTypes ?? ['ec-p256', 'rsa-2048', 'rsa-3072', 'rsa-4096', 'ec-p384', 'ed25519'];
}
