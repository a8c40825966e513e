import type { CaProfile } from '../../../shared/schemas/ca-profile.ts';
import { cmpAddress } from './cmp/cmp-address.ts';
import { estAddress, type EstAddress } from './est/est-address.ts';

/** Where the server of a profile is asked, by its protocol. Errors: `profile-invalid`. */
export function serverAddress({ protocol, url }: Pick<CaProfile, 'protocol' | 'url'>): EstAddress {
  return protocol === 'cmp' ? cmpAddress(url) : estAddress(url);
}
