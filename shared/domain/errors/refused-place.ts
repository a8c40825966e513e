// SPDX-License-Identifier: Apache-2.0
export const refusedPlaces = [
  /** Or a vault file under a different name. */
  'vault',
  'own-state',
  'symbolic-link',
  /** A folder, pipe, device or socket. */
  'not-a-file',
  /** On Windows: CON, a trailing dot or space, a colon. */
  'reserved-name',
  /** Opened by a different program (Windows). */
  'in-use',
  /** Typed in the window: outside the user's folders. */
  'outside-home',
  /** Typed in the window: a dot file or settings folder. */
  'hidden',
  /** Typed in the window: a program or its folder. */
  'program',
] as const;
export type RefusedPlace = (typeof refusedPlaces)[number];
