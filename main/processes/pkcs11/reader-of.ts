import type { LoadedModule } from './loaded-module.ts';
import { unpadded } from './padded-text.ts';
import type { TokenName } from './token-report.ts';

/** The reader that holds the token, as PKCS#11 tells its name: at most 64 octets. Null: the token is gone. */
export function readerOf(module: LoadedModule, token: TokenName): string | null {
  const slot = module.findSlot(token);
  if (slot === null) return null;
  try {
    return unpadded(module.cryptoki.slotInfo(slot).slotDescription);
  } catch {
    return null;
  }
}
