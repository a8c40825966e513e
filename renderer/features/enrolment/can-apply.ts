import type { CaProfile } from '../../../shared/schemas/ca-profile.ts';

/** The window has a way for it; CMP has none yet. */
export function canApply({ protocol }: CaProfile): boolean {
  return protocol !== 'cmp';
}
