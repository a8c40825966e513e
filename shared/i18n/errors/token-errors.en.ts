// SPDX-License-Identifier: Apache-2.0
import type { ModuleReason } from '../../domain/errors/error-reasons.ts';
import type { TokenErrorCode } from '../../domain/errors/error-codes.ts';
import type { CauseAndStep } from '../message.ts';

export const moduleReasonsEn: Record<ModuleReason, string> = {
  'no-library': 'it isn’t a library',
  '32-bit': 'it’s a 32-bit library',
  'other-machine': 'it was made for another kind of computer',
  'not-a-file': 'it isn’t a file',
  unreadable: 'it can’t be read',
  'too-large': 'it’s too large',
  'not-loadable': 'the system can’t load it',
};

export const tokenErrorsEn: Record<TokenErrorCode, CauseAndStep> = {
  'tokens-unavailable': {
    cause: 'You can’t use USB keys on this computer[: {{reason}}].',
    step: 'Install a C++ compiler, make and Python 3. In a terminal, run npm ci in CertSteward’s folder. Then restart CertSteward.',
  },
  'module-not-found': {
    cause: 'Module not found[: {{path}}].',
    step: 'Check the path. The manufacturer’s documentation says where the module is installed.',
  },
  'module-not-allowed': {
    cause: 'You haven’t allowed this module, or its file has changed since you allowed it. The module wasn’t loaded.',
    step: 'Check where the module comes from, then allow it under “USB keys”.',
  },
  'module-broken': {
    cause: 'This file can’t be loaded as a USB key module[: {{reason}}].',
    step: 'Reinstall the manufacturer’s program for this USB key, or choose another module.',
  },
  'module-stopped': {
    cause: 'The USB key’s module[ {{module}}] stopped working and was closed.',
    step: 'Try again to restart the module. USB keys with other modules still work.',
  },
  'module-paused': {
    cause: 'The USB key’s module[ {{module}}] stopped working several times and is now disabled.',
    step: 'Unplug the USB key, then retry the module. If it happens again, ask the manufacturer for a newer version.',
  },
  'module-registered': {
    cause: 'The browser already has this module[, as {{name}}].',
    step: 'Restart the browser and plug in the USB key. You’ll be asked for the PIN when a site asks for a certificate.',
  },
  'module-outside-sandbox': {
    cause: 'This browser runs in a sandbox (Snap or Flatpak) and can’t load the module from its current location.',
    step: 'Use the module that comes with the browser, or copy this one into the browser’s own folder[ ({{folder}})] and add it from there. Or install the browser from a system package.',
  },
  'token-not-found': {
    cause: 'This USB key[ ({{token}})] isn’t plugged in.',
    step: 'Plug it in and try again.',
  },
  'token-removed': {
    cause: 'The USB key was unplugged during the operation.',
    step: 'Plug it in again and check its contents before you repeat the step.',
  },
  'token-busy': {
    cause: 'Another program is using the USB key.',
    step: 'Close the other program, or try again in a moment.',
  },
  'token-refused': {
    cause: 'The USB key refused this operation[ ({{rv}})].',
    step: 'The USB key may not support this operation. Try the manufacturer’s own program.',
  },
  'token-damaged': {
    cause: 'The USB key reports a fault[ ({{rv}})].',
    step: 'Unplug it and plug it in again. If it happens again, contact the issuer of the USB key.',
  },
  'token-not-managed': {
    cause: 'The contents of this USB key are protected and can’t be changed.',
    step: 'Turn on “I manage this USB key myself” first. It’s best not to change a USB key from your bank.',
  },
  'token-write-protected': {
    cause: 'The USB key is write-protected.',
    step: 'Turn off the protection in the manufacturer’s program, or use another USB key.',
  },
  'token-full': {
    cause: 'There isn’t enough space on the USB key.',
    step: 'Delete something you no longer need, or use another USB key.',
  },
  'token-not-empty': {
    cause: 'This USB key has certificates that would be lost.',
    step: 'Review the list of certificates first, then confirm that they can be erased.',
  },
  'token-data-unsupported': {
    cause: 'This USB key only stores private keys and certificates, not backup files[ ({{rv}})].',
    step: 'Back up to a file. Or copy a private key to the USB key, where you can use the key but not read it back.',
  },
  'token-too-small': {
    cause:
      'The backup doesn’t fit on this USB key[. The backup is {{bytes}} bytes][, but the USB key has only {{free}} bytes free][ ({{rv}})].',
    step: 'Choose fewer certificates, copy a private key to the USB key instead, or back up to a file.',
  },
  'wrong-pin': {
    cause: 'Wrong PIN[ for {{token}}].[ Wrong tries in a row: {{wrong}}.]',
    step: 'Make sure you have the right PIN before you try again.',
  },
  'pin-locked': {
    cause: 'The PIN[ of {{token}}] is locked after too many wrong entries.',
    step: 'Set a new PIN with the SO PIN or PUK, or contact the issuer of the USB key.',
  },
  'pin-last-try': {
    cause: 'This may be the last try before the PIN[ of {{token}}] locks, so the PIN wasn’t sent to the USB key.',
    step: 'If you’re sure of the PIN, confirm[ with {{option}}] that you want to use the last try. If not, contact the issuer of the USB key first.',
  },
  'pin-needed': {
    cause: 'The USB key[ {{token}}] needs its PIN for this operation[ ({{option}})].',
    step: 'Unlock the USB key with its PIN, then try again.',
  },
  'pin-length': {
    cause: 'The PIN is too short or too long for this USB key[, {{token}}][: {{min}} to {{max}} characters].',
    step: 'Choose a PIN of the right length.',
  },
  'pin-not-set': {
    cause: 'This USB key[, {{token}},] has no PIN yet.',
    step: 'Set a PIN with the SO PIN first.',
  },
  'token-key-gone': {
    cause: 'This USB key doesn’t have the key that unlocks the vault[. That key is on USB key {{serial}}].',
    step: 'Plug in the USB key that unlocks the vault. If the key on it was deleted, unlock the vault another way, then add a USB key as an unlock method again.',
  },
  'token-key-unfit': {
    cause:
      'This USB key has no suitable key[ called {{key}}]. It needs an RSA key that can decrypt, or a P-256 key that supports ECDH.',
    step: 'Choose a different key. Or turn on “I manage this USB key myself” and let CertSteward make a suitable key.',
  },
  'token-key-missing': {
    cause: 'The signing key[ “{{container}}”] for this certificate isn’t on this USB key.',
    step: 'Generate a signing key on this USB key first, and request the certificate with that key.',
  },
  'token-place-taken': {
    cause:
      'The USB key already has a key or another certificate under that name[ (“{{container}}”)]. Nothing was overwritten.',
    step: 'Use another name. For a new certificate, generate a new key first.',
  },
};
