// SPDX-License-Identifier: Apache-2.0
import type { TokenErrorCode } from '../../domain/errors/error-codes.ts';
import type { CauseAndStep } from '../message.ts';

export const tokenErrorsEn: Record<TokenErrorCode, CauseAndStep> = {
  'tokens-unavailable': {
    cause: 'USB tokens cannot be used on this computer[: {{reason}}].',
    step: 'Install a C++ compiler and start CertSteward again; it then builds what it needs.',
  },
  'module-not-found': {
    cause: 'There is no such PKCS#11 module[: {{path}}].',
    step: 'Check the path; the maker of the token says where its module lies.',
  },
  'module-not-allowed': {
    cause: 'This module has not been allowed yet, or its file has changed since, so it was not loaded.',
    step: 'Look at where it comes from and allow it, with `tokens modules add PATH` or under USB tokens.',
  },
  'module-broken': {
    cause: 'This file cannot be loaded as a PKCS#11 module[: {{reason}}].',
    step: "Install the maker's program for this token anew, or choose another module.",
  },
  'module-stopped': {
    cause: "The token's module[ {{module}}] stopped working and was ended.",
    step: 'Try again: it is started anew. Other tokens go on working.',
  },
  'module-paused': {
    cause: "The token's module[ {{module}}] stopped working several times and is left alone now.",
    step: 'Unplug the token, then let the module be tried again; ask its maker for a newer one if it happens again.',
  },
  'module-registered': {
    cause: 'The browser has this module already[, as {{name}}]; nothing was written twice.',
    step: 'Restart the browser and plug the token in: it asks for the PIN when a site wants a certificate.',
  },
  'module-outside-sandbox': {
    cause: 'This browser runs in a sandbox (Snap or Flatpak) and cannot load the module from where it is.',
    step: 'Use the module that comes with the browser, or copy this one into the browser’s own folder[ ({{folder}})] and add it from there. Or install the browser from a system package.',
  },
  'token-not-found': {
    cause: 'This token[ ({{token}})] is not plugged in.',
    step: 'Plug it in and try again.',
  },
  'token-removed': {
    cause: 'The token was unplugged while it worked.',
    step: 'Plug it in again and look at what is on it before you repeat the step.',
  },
  'token-busy': {
    cause: 'Another program is using the token.',
    step: 'Close the other program, or try again in a moment.',
  },
  'token-refused': {
    cause: 'The token refused this[ ({{rv}})].',
    step: "It may not support it; the maker's own program may be able to.",
  },
  'token-damaged': {
    cause: 'The token reports a fault of its own[ ({{rv}})].',
    step: 'Unplug it and plug it in again; if it stays so, ask whoever gave it to you.',
  },
  'token-not-managed': {
    cause: 'CertSteward only reads this token until its owner decides otherwise.',
    step: 'Switch on “I manage this token myself” for it first; a token from your bank is best left alone.',
  },
  'token-write-protected': {
    cause: 'The token is write-protected.',
    step: "Use the maker's own program, or another token.",
  },
  'token-full': {
    cause: 'There is not enough room on the token.',
    step: 'Delete something that is no longer needed, or use another token.',
  },
  'token-not-empty': {
    cause: 'There are certificates on this token that would be lost.',
    step: 'Look at the list of them first, and confirm that they may go.',
  },
  'token-data-unsupported': {
    cause: 'This token keeps keys and certificates only and takes no backup file[ ({{rv}})].',
    step: 'Copy a key onto it instead (it can be used from the token, and never read out again), or back up to a file.',
  },
  'token-too-small': {
    cause: 'The backup does not fit on this token[: it has {{bytes}} octets][, and {{free}} are free][ ({{rv}})].',
    step: 'Choose fewer certificates, copy a key onto it instead, or back up to a file.',
  },
  'wrong-pin': {
    cause: 'The PIN[ of {{token}}] is wrong; this used up one try[ ({{wrong}} wrong in a row so far)].',
    step: 'Check which PIN belongs to this token before you try again.',
  },
  'pin-locked': {
    cause: 'The PIN[ of {{token}}] is locked after too many wrong tries.',
    step: 'Set a new PIN with the SO PIN or the PUK, or ask whoever gave you the token.',
  },
  'pin-last-try': {
    cause: 'This may be the last try before the PIN[ of {{token}}] locks, so nothing was sent to the token.',
    step: 'If you are sure of the PIN, confirm the last try[ with {{option}}]; if not, ask whoever gave you the token first.',
  },
  'pin-needed': {
    cause: 'The token[ {{token}}] wants its PIN for this[ ({{option}})].',
    step: 'Unlock the token with its PIN, then try again.',
  },
  'pin-length': {
    cause: 'A PIN of this length is not possible on this token[, {{token}}][: {{min}} to {{max}} characters].',
    step: 'Use a PIN of another length.',
  },
  'pin-not-set': {
    cause: 'This token[, {{token}},] has no PIN yet.',
    step: 'Set one with the SO PIN first.',
  },
  'token-key-gone': {
    cause: 'The key that opens the vault[, on the token {{serial}},] is not on this token.',
    step: 'Plug in the token that was added; if its key was deleted, open the vault another way and add a token again.',
  },
  'token-key-unfit': {
    cause: 'This USB key has no RSA key that can decrypt and no P-256 key that can do ECDH[, called {{key}}].',
    step: 'Name another key, or have one made: its owner has to manage the token for that.',
  },
};
