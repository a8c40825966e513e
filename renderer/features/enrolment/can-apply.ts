import type { CaProfile } from '../../../shared/schemas/ca-profile.ts';

/** The window has a way for it; EST and CMP have none here yet. */
export function canApply({ protocol }: CaProfile): boolean {
  return protocol === 'manual' || protocol === 'web';
}
