// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { signChallenge } from '../../../main/backup/container/sign-challenge.ts';
import { publicKeyHashOf } from '../../../main/formats/public-key-hash.ts';
import { sha256Hex } from '../../../main/formats/sha256-hex.ts';
import { kinds, onBoringssl, opensslIsThere, uncommonKey } from '../../support/openssl/uncommon-keys.ts';

describe.runIf(opensslIsThere)('keys that BoringSSL refuses, in a backup', () => {
  test.each(kinds)(
    '[B01] a %s key has the right public key hash, and counts as untested where it cannot sign',
    async (kind) => {
      const { pkcs8, spki } = uncommonKey(kind);
      expect(await publicKeyHashOf(pkcs8)).toBe(sha256Hex(spki));
      expect(signChallenge(pkcs8)).toBe(onBoringssl ? 'unknown' : 'valid');
    },
  );
});
