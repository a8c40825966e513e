// SPDX-License-Identifier: Apache-2.0
/** Why CertSteward does not write to a place. */
export const refusedPlaces = [
  /** The folder of the vault, or a file of it under another name. */
  'vault',
  /** The folder of this computer's own state. */
  'own-state',
  'symbolic-link',
  /** A folder, pipe, device or socket. */
  'not-a-file',
  /** A name that Windows gives another meaning: CON, a trailing dot or space, a colon. */
  'reserved-name',
  /** Another program has the file open (Windows). */
  'in-use',
  /** Typed in the window: not below the person's own folders. */
  'outside-home',
  /** Typed in the window: a file or folder whose name begins with a dot, or a folder of settings. */
  'hidden',
  /** Typed in the window: a folder of programs, or the name of a program. */
  'program',
] as const;
export type RefusedPlace = (typeof refusedPlaces)[number];
