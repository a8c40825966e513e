// SPDX-License-Identifier: Apache-2.0
export const refusedPlaces = [
  'vault',
  'own-state',
  'symbolic-link',
  'not-a-file',
  /** On Windows: CON, a trailing dot or space, or a colon. */
  'reserved-name',
  'in-use',
  /** Paths typed in the window must be inside the user's folders. */
  'outside-home',
  /** Paths typed in the window must not name a dot file or settings folder. */
  'hidden',
  /** Paths typed in the window must not name a program or its folder. */
  'program',
] as const;
export type RefusedPlace = (typeof refusedPlaces)[number];
