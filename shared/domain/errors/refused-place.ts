// SPDX-License-Identifier: Apache-2.0
export const refusedPlaces = [
  'vault',
  'own-state',
  'symbolic-link',
  'not-a-file',
  /** Reserved by Win32, such as CON or a trailing dot. */
  'reserved-name',
  'in-use',
  /** Paths typed in the window must be inside the user's folders or on another drive. */
  'outside-home',
  /** Paths typed in the window must not name a dot file or settings folder. */
  'hidden',
  /** Paths typed in the window must not name a program or its folder. */
  'program',
] as const;
export type RefusedPlace = (typeof refusedPlaces)[number];
